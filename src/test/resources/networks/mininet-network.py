"""Three hosts on each switch that is named, s1 of Linux's bridges or s2 of Open vSwitch's in userspace, two of them on a link
besides; stands until its standard input ends."""
import sys

from mininet.net import Mininet
from mininet.node import OVSBridge
from mininet.nodelib import LinuxBridge


def userspace(name, **more):
    return OVSBridge(name, datapath="user", **more)


net = Mininet(controller=None)
hosts = iter(range(1, 7))
for switch, kind in {"s1": LinuxBridge, "s2": userspace}.items():
    if switch in sys.argv[1:]:
        net.addSwitch(switch, cls=kind)
        for number in range(3):
            net.addLink(net.addHost("h%d" % next(hosts)), switch)
net.addLink("h2", "h3")
net.start()
for host, address in (("h2", "10.99.1.2/24"), ("h3", "10.99.1.3/24")):
    net[host].cmd("ip addr add", address, "dev", host + "-eth1")
    net[host].cmd("ip link set", host + "-eth1", "up")
print("ready", flush=True)
sys.stdin.read()
net.stop()
