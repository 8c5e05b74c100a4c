"""PyTorch's side of `make bench`: the same trainings on the same images, as fast as PyTorch does them.

No DataLoader (batches are indexed out of one tensor), fused Adam, losses summed without waiting for each.
Imports, reading the data and building the models are not timed. Prints one line of JSON.

    torch_yardstick.py --data DIR --case five|vanilla-32|denoising-32|conv-32 --threads N --epochs N
                       [--arrangement processes|sequence]
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

NAMES = ["vanilla-2", "vanilla-32", "denoising-32", "sparse-32", "conv-32"]


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


def model(name):
    latent = int(name.split("-")[1])
    return Convolutional(latent) if name.startswith("conv") else Dense(latent)


def train(name, net, x, epochs, batch=128):
    optimizer = torch.optim.Adam(net.parameters(), lr=1e-3, fused=True)
    mse = nn.MSELoss()
    for _ in range(epochs):
        total, steps = torch.zeros(()), 0
        order = torch.randperm(len(x))
        for start in range(0, len(x), batch):
            clean = x[order[start:start + batch]]
            seen = clean
            if name.startswith("denoising"):
                seen = torch.clamp(clean + 0.3 * torch.randn_like(clean), 0, 1)
            optimizer.zero_grad(set_to_none=True)
            output, code = net(seen)
            loss = mse(output, clean)
            if name.startswith("sparse"):
                loss = loss + 1e-3 * code.abs().mean()
            loss.backward()
            optimizer.step()
            total += loss.detach()
            steps += 1
    return float(total / steps)


def warm_up(net, x):
    """The first call of each kernel prepares it; that is not timed on either side's behalf."""
    net(x[:128])[0].mean().backward()
    net.zero_grad(set_to_none=True)


def child(name, folder, count, epochs, threads, ready, go, results):
    torch.set_num_threads(threads)
    torch.manual_seed(42)
    x, net = images(folder, count), model(name)
    warm_up(net, x)
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
    for net in nets.values():
        warm_up(net, x)
    start = time.time()
    losses = {name: train(name, net, x, arguments.epochs) for name, net in nets.items()}
    return time.time() - start, losses


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True)
    parser.add_argument("--case", required=True, choices=NAMES + ["five"])
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--images", type=int, default=5000)
    parser.add_argument("--arrangement", default="sequence", choices=["sequence", "processes"])
    arguments = parser.parse_args()
    names = NAMES if arguments.case == "five" else [arguments.case]
    work = side_by_side if arguments.arrangement == "processes" else one_after_the_other
    seconds, losses = work(names, arguments)
    print(json.dumps({"seconds": seconds, "losses": losses, "parts": {"version " + torch.__version__: 0}}))


if __name__ == "__main__":
    main()
