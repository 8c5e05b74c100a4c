"""PyTorch's side of `make bench`: the same trainings on the same images, as fast as PyTorch does them.

No DataLoader (batches are indexed out of one tensor), fused Adam, losses summed without waiting for each.
Imports, reading the data and building the models are not timed. Prints one line of JSON.

    torch_yardstick.py --data DIR --case five|vanilla-32|denoising-32|conv-32|vae-20|conv-vae-32|vq-vae|conv-bn-64
                       --threads N --epochs N [--arrangement processes|sequence]
"""
import argparse
import gzip
import json
import multiprocessing
import os
import time

import numpy as np
import torch
from torch import nn
from torch.nn import functional

FIVE = ["vanilla-2", "vanilla-32", "denoising-32", "sparse-32", "conv-32"]
OTHERS = ["vae-20", "conv-vae-32", "vq-vae", "conv-bn-64"]


def images(folder, count):
    place = os.path.join(folder, "train-images-idx3-ubyte")
    raw = gzip.open(place + ".gz").read() if os.path.exists(place + ".gz") else open(place, "rb").read()
    pixels = np.frombuffer(raw, np.uint8, offset=16).reshape(-1, 784)[:count]
    return torch.tensor(pixels, dtype=torch.float32) / 255


class Dense(nn.Module):
    def __init__(self, latent):
        super().__init__()
        down, up = [784, 512, 256, latent], [latent, 256, 512, 784]
        self.encoder = self.stack(down)
        self.decoder = nn.Sequential(*self.stack(up), nn.Sigmoid())

    @staticmethod
    def stack(sizes):
        layers = []
        for inputs, outputs in zip(sizes, sizes[1:]):
            layers += [nn.Linear(inputs, outputs), nn.ReLU(inplace=True)]
        return nn.Sequential(*layers[:-1])

    def forward(self, x):
        code = self.encoder(x)
        return self.decoder(code), code


class Convolutional(nn.Module):
    def __init__(self, latent):
        super().__init__()
        self.encoder = nn.Sequential(
            nn.Unflatten(1, (1, 28, 28)),
            nn.Conv2d(1, 16, 3, stride=2, padding=1), nn.ReLU(inplace=True),
            nn.Conv2d(16, 32, 3, stride=2, padding=1), nn.ReLU(inplace=True),
            nn.Flatten(), nn.Linear(1568, latent))
        self.decoder = nn.Sequential(
            nn.Linear(latent, 1568), nn.Unflatten(1, (32, 7, 7)),
            nn.ConvTranspose2d(32, 16, 3, stride=2, padding=1, output_padding=1), nn.ReLU(inplace=True),
            nn.ConvTranspose2d(16, 1, 3, stride=2, padding=1, output_padding=1), nn.Sigmoid(),
            nn.Flatten())

    def forward(self, x):
        code = self.encoder(x)
        return self.decoder(code), code


def down(inputs, outputs, *after):
    return [nn.Conv2d(inputs, outputs, 3, stride=2, padding=1), *after]


def up(inputs, outputs, *after, output_padding=1):
    return [nn.ConvTranspose2d(inputs, outputs, 3, stride=2, padding=1, output_padding=output_padding), *after]


class Normalized(nn.Module):
    """Convolutions 1-32-64 of stride 2 and back, each normalized over the batch."""

    def __init__(self, latent):
        super().__init__()
        self.encoder = nn.Sequential(
            nn.Unflatten(1, (1, 28, 28)),
            *down(1, 32, nn.BatchNorm2d(32), nn.ReLU(inplace=True)),
            *down(32, 64, nn.BatchNorm2d(64), nn.ReLU(inplace=True)),
            nn.Flatten(), nn.Linear(3136, latent))
        self.decoder = nn.Sequential(
            nn.Linear(latent, 3136), nn.Unflatten(1, (64, 7, 7)),
            *up(64, 32, nn.BatchNorm2d(32), nn.ReLU(inplace=True)),
            *up(32, 1, nn.Sigmoid()), nn.Flatten())

    def loss(self, x):
        return functional.mse_loss(self.decoder(self.encoder(x)), x)


class Variational(nn.Module):
    """Two networks with a Gaussian code between them; the loss is a mean over the images."""

    def __init__(self, encoder, features, latent, decoder):
        super().__init__()
        self.encoder, self.decoder = encoder, decoder
        self.mean, self.log_variance = nn.Linear(features, latent), nn.Linear(features, latent)

    def loss(self, x):
        features = self.encoder(x)
        mean, log_variance = self.mean(features), self.log_variance(features)
        code = mean + torch.exp(0.5 * log_variance) * torch.randn_like(mean)
        error = functional.binary_cross_entropy(self.decoder(code), x, reduction="sum")
        divergence = -0.5 * torch.sum(1 + log_variance - mean.pow(2) - log_variance.exp())
        return (error + divergence) / len(x)


def dense_variational(latent):
    encoder = nn.Sequential(
        nn.Linear(784, 256), nn.ReLU(inplace=True), nn.Linear(256, 256), nn.ReLU(inplace=True))
    decoder = nn.Sequential(
        nn.Linear(latent, 256), nn.ReLU(inplace=True), nn.Linear(256, 256), nn.ReLU(inplace=True),
        nn.Linear(256, 784), nn.Sigmoid())
    return Variational(encoder, 256, latent, decoder)


def convolutional_variational(latent):
    def after(channels):
        return nn.BatchNorm2d(channels), nn.LeakyReLU(0.2, inplace=True)

    encoder = nn.Sequential(
        nn.Unflatten(1, (1, 28, 28)), *down(1, 32, *after(32)), *down(32, 64, *after(64)),
        *down(64, 128, *after(128)), nn.Flatten())
    decoder = nn.Sequential(
        nn.Linear(latent, 2048), nn.Unflatten(1, (128, 4, 4)), *up(128, 64, *after(64), output_padding=0),
        *up(64, 32, *after(32)), *up(32, 1, nn.Sigmoid()), nn.Flatten())
    return Variational(encoder, 2048, latent, decoder)


class Quantized(nn.Module):
    """7 x 7 codes out of a codebook of 512 vectors of 64 numbers."""

    def __init__(self, codes=512, channels=64, commitment=0.25):
        super().__init__()
        self.encoder = nn.Sequential(
            nn.Unflatten(1, (1, 28, 28)), *down(1, 32, nn.ReLU(inplace=True)),
            *down(32, 64, nn.ReLU(inplace=True)), nn.Conv2d(64, channels, 1))
        self.codebook = nn.Parameter(torch.empty(codes, channels).uniform_(-1 / codes, 1 / codes))
        self.decoder = nn.Sequential(
            *up(channels, 32, nn.ReLU(inplace=True)), *up(32, 1, nn.Sigmoid()), nn.Flatten())
        self.commitment = commitment

    def nearest(self, vectors):
        """The places of the smallest |e|^2 - 2 v.e, which no gradient passes."""
        with torch.no_grad():
            lengths = self.codebook.pow(2).sum(1)
            return torch.addmm(lengths, vectors, self.codebook.t(), alpha=-2).argmin(1)

    def loss(self, x):
        encoded = self.encoder(x).permute(0, 2, 3, 1)
        vectors = encoded.reshape(-1, encoded.shape[-1])
        codes = functional.embedding(self.nearest(vectors), self.codebook)
        passed = (vectors + (codes - vectors).detach()).view(encoded.shape).permute(0, 3, 1, 2)
        return (
            functional.mse_loss(self.decoder(passed), x) + functional.mse_loss(codes, vectors.detach())
            + self.commitment * functional.mse_loss(vectors, codes.detach()))


def model(name):
    others = {
        "vae": dense_variational, "conv-vae": convolutional_variational, "conv-bn": Normalized,
    }
    if name == "vq-vae":
        return Quantized()
    kind, latent = name.rsplit("-", 1)
    if kind in others:
        return others[kind](int(latent))
    return Convolutional(int(latent)) if kind == "conv" else Dense(int(latent))


def loss_of(name, net, clean):
    """One batch's loss as the model has it, or as the series' name asks for."""
    if name in OTHERS:
        return net.loss(clean)
    seen = clean
    if name.startswith("denoising"):
        seen = torch.clamp(clean + 0.3 * torch.randn_like(clean), 0, 1)
    output, code = net(seen)
    loss = functional.mse_loss(output, clean)
    return loss + 1e-3 * code.abs().mean() if name.startswith("sparse") else loss


def train(name, net, x, epochs, batch=128):
    optimizer = torch.optim.Adam(net.parameters(), lr=1e-3, fused=True)
    # A variational loss is a mean over images, the others are a mean over batches.
    by_images = name in ("vae-20", "conv-vae-32")
    for _ in range(epochs):
        total, weights = torch.zeros(()), 0
        order = torch.randperm(len(x))
        for start in range(0, len(x), batch):
            clean = x[order[start:start + batch]]
            optimizer.zero_grad(set_to_none=True)
            loss = loss_of(name, net, clean)
            loss.backward()
            optimizer.step()
            weight = len(clean) if by_images else 1
            total += loss.detach() * weight
            weights += weight
    return float(total / weights)


def warm_up(name, net, x):
    """The first call of each kernel prepares it; that is not timed on either side's behalf."""
    state = {key: value.clone() for key, value in net.state_dict().items()}
    loss_of(name, net, x[:128]).backward()
    net.load_state_dict(state)
    net.zero_grad(set_to_none=True)


def child(name, folder, count, epochs, threads, ready, go, results):
    torch.set_num_threads(threads)
    torch.manual_seed(42)
    x, net = images(folder, count), model(name)
    warm_up(name, net, x)
    ready.release()
    go.wait()
    loss = train(name, net, x, epochs)
    results.put((name, loss, time.time()))


def side_by_side(names, arguments):
    context = multiprocessing.get_context("spawn")
    ready, go, results = context.Semaphore(0), context.Event(), context.Queue()
    children = [
        context.Process(
            target=child,
            args=(name, arguments.data, arguments.images, arguments.epochs, 1, ready, go, results))
        for name in names
    ]
    for process in children:
        process.start()
    for _ in children:
        ready.acquire()
    start = time.time()
    go.set()
    ended = [results.get() for _ in children]
    for process in children:
        process.join()
    return max(end for _, _, end in ended) - start, {name: loss for name, loss, _ in ended}


def one_after_the_other(names, arguments):
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(42)
    x = images(arguments.data, arguments.images)
    nets = {name: model(name) for name in names}
    for name, net in nets.items():
        warm_up(name, net, x)
    start = time.time()
    losses = {name: train(name, net, x, arguments.epochs) for name, net in nets.items()}
    return time.time() - start, losses


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True)
    parser.add_argument("--case", required=True, choices=FIVE + OTHERS + ["five"])
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--images", type=int, default=5000)
    parser.add_argument("--arrangement", default="sequence", choices=["sequence", "processes"])
    arguments = parser.parse_args()
    names = FIVE if arguments.case == "five" else [arguments.case]
    work = side_by_side if arguments.arrangement == "processes" else one_after_the_other
    seconds, losses = work(names, arguments)
    print(json.dumps({"seconds": seconds, "losses": losses, "parts": {"version " + torch.__version__: 0}}))


if __name__ == "__main__":
    main()
