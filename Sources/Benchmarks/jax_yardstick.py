"""JAX's side of `make bench`: vanilla-32 on the same images, as fast as JAX does it.

Each epoch is one compiled call: a scan over the whole batches and one more step for the short rest. Compiling, imports and
reading the data are not timed. Prints one line of JSON.

    jax_yardstick.py --data DIR --case vanilla-32 --threads N --epochs N [--images N]
"""
import argparse
import gzip
import json
import os
import time


def images(folder, count):
    place = os.path.join(folder, "train-images-idx3-ubyte")
    raw = gzip.open(place + ".gz").read() if os.path.exists(place + ".gz") else open(place, "rb").read()
    return np.frombuffer(raw, np.uint8, offset=16).reshape(-1, 784)[:count].astype(np.float32) / 255


def initial(key, latent):
    """Weights `[inputs, outputs]` and biases, uniform in ±1/√inputs as PyTorch's are."""
    sizes = [784, 512, 256, latent, 256, 512, 784]
    layers = []
    for inputs, outputs in zip(sizes, sizes[1:]):
        key, first, second = jax.random.split(key, 3)
        bound = inputs ** -0.5
        layers.append((
            jax.random.uniform(first, (inputs, outputs), minval=-bound, maxval=bound),
            jax.random.uniform(second, (outputs,), minval=-bound, maxval=bound)))
    return layers


def loss(layers, x):
    y = x
    for place, (weight, bias) in enumerate(layers):
        y = y @ weight + bias
        if place == 5:
            y = jax.nn.sigmoid(y)
        elif place != 2:
            y = jax.nn.relu(y)
    return jnp.mean((y - x) ** 2)


def step(state, batch):
    layers, mean, square, count = state
    value, gradients = jax.value_and_grad(loss)(layers, batch)
    count = count + 1
    mean = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, mean, gradients)
    square = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, square, gradients)
    rate, root = 1e-3 / (1 - 0.9 ** count), jnp.sqrt(1 - 0.999 ** count)
    layers = jax.tree.map(lambda p, m, v: p - rate * m / (jnp.sqrt(v) / root + 1e-8), layers, mean, square)
    return (layers, mean, square, count), value


def epoch(state, x, key, batch=128):
    order = jax.random.permutation(key, x.shape[0])
    whole = x.shape[0] // batch
    batches = order[:whole * batch].reshape(whole, batch)
    state, values = jax.lax.scan(lambda s, places: step(s, x[places]), state, batches)
    if whole * batch == x.shape[0]:
        return state, jnp.mean(values)
    state, last = step(state, x[order[whole * batch:]])
    return state, (jnp.sum(values) + last) / (whole + 1)


def main(arguments):
    x = jnp.asarray(images(arguments.data, arguments.images))
    compiled = jax.jit(epoch, donate_argnums=0)

    def start():
        layers = initial(jax.random.key(42), 32)
        zeros = jax.tree.map(jnp.zeros_like, layers)
        return layers, zeros, jax.tree.map(jnp.zeros_like, layers), jnp.zeros(())

    jax.block_until_ready(compiled(start(), x, jax.random.key(0)))
    state, value = jax.block_until_ready(start()), None
    begin = time.time()
    for number in range(arguments.epochs):
        state, value = compiled(state, x, jax.random.key(number + 1))
    value = float(value)
    print(json.dumps({"seconds": time.time() - begin, "losses": {arguments.case: value}, "parts": {}}))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True)
    parser.add_argument("--case", required=True, choices=["vanilla-32"])
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--images", type=int, default=5000)
    given = parser.parse_args()
    # JAX takes as many threads as it sees cores.
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:given.threads])
    import jax
    import jax.numpy as jnp
    import numpy as np
    main(given)
