#include "encoder.h"

#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

/// What has been written so far.
struct output {
    uint8_t *bytes;
    size_t count;
    size_t capacity;
    char *message;
};

static void fail(png_structp png, png_const_charp message) {
    struct output *output = png_get_error_ptr(png);
    strncpy(output->message, message, png_encoder_message_size - 1);
    png_longjmp(png, 1);
}

static void ignore(png_structp png, png_const_charp message) {
    (void)png;
    (void)message;
}

static void append(png_structp png, png_bytep bytes, png_size_t count) {
    struct output *output = png_get_io_ptr(png);
    if (output->capacity - output->count < count) {
        size_t capacity = 2 * (output->capacity + count);
        uint8_t *grown = realloc(output->bytes, capacity);
        if (grown == NULL) png_error(png, "there is not enough memory");
        output->bytes = grown;
        output->capacity = capacity;
    }
    memcpy(output->bytes + output->count, bytes, count);
    output->count += count;
}

static void flush(png_structp png) { (void)png; }

/// The fewest bits in which every place among the colors can be told.
static int index_depth(int color_count) {
    return color_count <= 2 ? 1 : color_count <= 4 ? 2 : color_count <= 16 ? 4 : 8;
}

static void set_colors(png_structp png, png_infop info, const png_encoder_picture *picture) {
    png_color colors[256];
    png_byte alphas[256];
    for (int index = 0; index < picture->color_count; index++) {
        const uint8_t *color = picture->colors + index * picture->channels;
        colors[index] = (png_color){color[0], color[1], color[2]};
        alphas[index] = picture->channels == 4 ? color[3] : 255;
    }
    png_set_PLTE(png, info, colors, picture->color_count);
    if (picture->channels == 4) png_set_tRNS(png, info, alphas, picture->color_count, NULL);
}

static void set_header(png_structp png, png_infop info, const png_encoder_picture *picture) {
    int is_indexed = picture->color_count > 0;
    int type = is_indexed               ? PNG_COLOR_TYPE_PALETTE
               : picture->channels == 1 ? PNG_COLOR_TYPE_GRAY
               : picture->channels == 3 ? PNG_COLOR_TYPE_RGB
                                        : PNG_COLOR_TYPE_RGB_ALPHA;
    png_set_IHDR(
        png, info, picture->width, picture->height, is_indexed ? index_depth(picture->color_count) : 8, type,
        PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    // Places among colors have no slopes that a filter could flatten.
    if (is_indexed) png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
    if (is_indexed) set_colors(png, info, picture);
}

static void set_texts(png_structp png, png_infop info, const png_encoder_picture *picture) {
    const char *next = picture->texts;
    for (int index = 0; index < picture->text_count; index++) {
        png_text text = {.compression = PNG_ITXT_COMPRESSION_NONE, .lang = (char *)"", .lang_key = (char *)""};
        text.key = (char *)next;
        text.text = text.key + strlen(text.key) + 1;
        text.itxt_length = strlen(text.text);
        next = text.text + text.itxt_length + 1;
        png_set_text(png, info, &text, 1);
    }
}

static void write_picture(png_structp png, png_infop info, const png_encoder_picture *picture) {
    // The last hundredths that 8 and 9 save cost several times the time.
    png_set_compression_level(png, 7);
    set_header(png, info, picture);
    set_texts(png, info, picture);
    png_write_info(png, info);
    if (picture->color_count > 0) png_set_packing(png);
    size_t stride = (size_t)picture->width * (picture->color_count > 0 ? 1 : picture->channels);
    for (uint32_t row = 0; row < picture->height; row++) png_write_row(png, picture->samples + row * stride);
    png_write_end(png, info);
}

/// What changes after `setjmp` lies behind `output`, outside of this frame.
static int encode(const png_encoder_picture *picture, struct output *output) {
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, output, fail, ignore);
    if (png == NULL) return 0;
    png_infop info = png_create_info_struct(png);
    if (info == NULL || setjmp(png_jmpbuf(png))) {
        png_destroy_write_struct(&png, &info);
        return 0;
    }
    png_set_write_fn(png, output, append, flush);
    write_picture(png, info, picture);
    png_destroy_write_struct(&png, &info);
    return 1;
}

uint8_t *png_encoder_encode(
    const png_encoder_picture *picture, size_t *size, char message[png_encoder_message_size]
) {
    memset(message, 0, png_encoder_message_size);
    struct output output = {.message = message};
    if (encode(picture, &output)) {
        *size = output.count;
        return output.bytes;
    }
    if (message[0] == 0) strcpy(message, "there is not enough memory");
    free(output.bytes);
    return NULL;
}
