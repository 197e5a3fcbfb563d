"""A cable of a given length: two TUN devices, and every packet passes from one to the other after a delay.

python3 delay-line.py NEAR FAR makes the devices, says "ready", and takes the delay of each direction from its standard input: one number
of milliseconds a line. It ends with its input. (Linux' own netem is a module that not every kernel has.)
"""

import collections
import fcntl
import os
import select
import struct
import sys
import time

TUNSETIFF = 0x400454CA
IFF_TUN_NO_PACKET_INFO = 0x0001 | 0x1000


def tun(name):
    device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(device, TUNSETIFF, struct.pack("16sH", name.encode(), IFF_TUN_NO_PACKET_INFO))
    return device


def main():
    near, far = (tun(name) for name in sys.argv[1:3])
    other = {near: far, far: near}
    waiting = collections.deque()
    delay = 0.0
    os.set_blocking(0, False)
    print("ready", flush=True)
    while True:
        limit = max(0.0, waiting[0][0] - time.monotonic()) if waiting else None
        readable, _, _ = select.select([0, near, far], [], [], limit)
        if 0 in readable:
            text = os.read(0, 1024).split()
            if not text:
                return
            delay = float(text[-1]) / 1000
        now = time.monotonic()
        for device in (near, far):
            if device not in readable:
                continue
            try:
                while True:
                    waiting.append((now + delay, other[device], os.read(device, 65536)))
            except BlockingIOError:
                pass
        while waiting and waiting[0][0] <= time.monotonic():
            _, device, packet = waiting.popleft()
            try:
                os.write(device, packet)
            except OSError:
                # The other end is not up: the packet is lost, as on any cable.
                pass


main()
