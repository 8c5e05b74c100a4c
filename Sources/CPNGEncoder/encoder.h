#ifndef AEBOOK_PNG_ENCODER_H
#define AEBOOK_PNG_ENCODER_H

#include <stddef.h>
#include <stdint.h>

// libpng reports its errors by `longjmp`, which must not cross a frame of Swift: it begins and ends in here.

/// A picture to encode: 8 bits per sample.
typedef struct {
    uint32_t width;
    uint32_t height;
    /// 1 (gray), 3 (red, green, blue) or 4 (with alpha).
    int channels;
    /// [row, column, channel]; with colors, [row, column] of a place among them.
    const uint8_t *samples;
    /// [color, channel]; none where the samples are the colors.
    const uint8_t *colors;
    /// At most 256.
    int color_count;
    /// Keys (Latin letters, at most 79) and texts (UTF-8) in turn, each ending with a zero byte.
    const char *texts;
    int text_count;
} png_encoder_picture;

enum { png_encoder_message_size = 160 };

/// The bytes of a PNG file, to be released with `free`; NULL where libpng refuses, with its words in `message`.
uint8_t *png_encoder_encode(
    const png_encoder_picture *picture, size_t *size, char message[png_encoder_message_size]);

#endif
