# Takes back what a machine's system made of its network: what is left are its cables, named as they were and down.
# Runs in the machine's network namespace while nothing else does.
names() {
    ip -o link show | sed 's/^[0-9]*: \([^:@]*\).*/\1/'
}
back() {
    found=$(ip -o link show | grep -F "link/ether $2 " | sed 's/^[0-9]*: \([^:@]*\).*/\1/' | head -n 1)
    [ -n "$found" ] || return 0
    ip link set "$found" nomaster down 2>/dev/null
    [ "$found" = "$1" ] || ip link set "$found" name "$1" 2>/dev/null
    ip addr flush dev "$1" 2>/dev/null
    for hook in root ingress; do
        tc qdisc del dev "$1" $hook 2>/dev/null
    done
    cables="$cables $1 "
}
cables=' lo '
# CABLES
for name in $(names); do
    case $cables in
    *" $name "*) ;;
    *) ip link del "$name" 2>/dev/null ;;
    esac
done
ip addr flush dev lo 2>/dev/null
ip link set lo down 2>/dev/null
ip neigh flush all 2>/dev/null
nft flush ruleset 2>/dev/null
echo 0 >/proc/sys/net/ipv4/ip_forward
echo 0 >/proc/sys/net/ipv6/conf/all/forwarding
exit 0
