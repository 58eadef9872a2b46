"""Three hosts around a switch, two of them on a link besides; stands until its standard input ends."""
import sys

from mininet.net import Mininet
from mininet.node import OVSBridge
from mininet.nodelib import LinuxBridge
from mininet.topo import SingleSwitchTopo


def userspace(name, **more):
    return OVSBridge(name, datapath="user", **more)


net = Mininet(topo=SingleSwitchTopo(3), switch={"linux": LinuxBridge, "ovs": userspace}[sys.argv[1]], controller=None)
net.addLink("h2", "h3")
net.start()
for host, address in (("h2", "10.99.1.2/24"), ("h3", "10.99.1.3/24")):
    net[host].cmd("ip addr add", address, "dev", host + "-eth1")
    net[host].cmd("ip link set", host + "-eth1", "up")
print("ready", flush=True)
sys.stdin.read()
net.stop()
