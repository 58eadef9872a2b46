# ports.sh  As the login user. For each interface "down NAME" where it is switched off, "loose NAME" where it is on and has
# no carrier.
PATH=$PATH:/usr/sbin:/sbin
ip -o link show | awk '
    {
        name = $2
        sub(/:$/, "", name)
        sub(/@.*/, "", name)
        if (match($3, /[<,]UP[,>]/) == 0) print "down", name
        else if (match($3, /[<,]LOWER_UP[,>]/) == 0) print "loose", name
    }'
