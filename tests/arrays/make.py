"""Writes the files of this folder with numpy, PyTorch and safetensors themselves."""

import numpy as np
import torch
from safetensors.numpy import save_file
from safetensors.torch import save_file as save_torch

x = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
np.savez("and.npz", x=x.astype("f8"), y=np.array([0, 0, 0, 1], "f4"))
np.savez_compressed(
    "mixed.npz",
    X=np.asfortranarray(x.astype("i8")),
    labels=np.array([0, 1, 2, 1], "u1"),
    W1=np.array([[1, 2, 3], [4, 5, 6]], ">f8"),
    b1=np.array([7, 8, 9], "i4"),
)
np.savez("true.npz", x=x.astype(bool), y=np.asfortranarray(x[:, ::-1].astype("f4")))
np.savez("nan.npz", x=np.array([[0, 0], [0, 1], [1, np.nan], [1, 1]]), y=np.zeros((4, 1)))
np.savez("short.npz", x=x.astype("f8"), y=np.zeros((3, 1)))
np.savez("words.npz", x=np.array([["a", "b"]]), y=np.zeros((1, 1)))

# Two square layers: only the names say which way they are turned.
net = torch.nn.Sequential(torch.nn.Linear(2, 2), torch.nn.Tanh(), torch.nn.Linear(2, 1))
with torch.no_grad():
    net[0].weight.copy_(torch.tensor([[1.0, 2.0], [3.0, 4.0]]))
    net[0].bias.copy_(torch.tensor([5.0, 6.0]))
    net[2].weight.copy_(torch.tensor([[7.0, 8.0]]))
    net[2].bias.copy_(torch.tensor([0.1]))
state = net.state_dict()
save_torch(state, "state.safetensors")
np.savez("state.npz", **{name: value.numpy() for name, value in state.items()})
save_file(
    {
        "W1": np.array([[1.0, 2.0], [3.0, 4.0]]),
        "b1": np.array([[5.0, 6.0]]),
        "W2": np.array([[7.0, 8.0]]),
        "b2": np.array([0.1]),
    },
    "named.safetensors",
)

# What nobody asks for may be anything: texts, objects, more bytes than are read.
np.savez_compressed(
    "beside.npz",
    x=x.astype("f2") / 3,
    y=np.array([[0], [-2], [65504], [1]], ">f2"),
    names=np.array(["a", "b"]),
    any=np.array([{}, None], dtype=object),
    large=np.zeros(5_000_000),
)
np.savez_compressed("many.npz", x=np.zeros((4_000_001, 1), "u1"), y=np.zeros((1, 1)))
