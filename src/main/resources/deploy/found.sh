# found.sh PARENT FILE  As root. For every deployment's folder: "folder PATH ID SINCE COPY". SINCE is when the
# oldest of what is in it was begun, in seconds since 1970; COPY is what FILE in it has, in base64 of gzip, or - if there is none.
for root in "$1"/overtap-*; do
    if [ -h "$root" ] || [ ! -f "$root/deployment" ] || [ "$(stat -c %u "$root")" != "$(id -u)" ]; then
        continue
    fi
    copy=-
    [ ! -f "$root/$2" ] || copy=$(gzip -c <"$root/$2" | base64 | tr -d '\n')
    oldest=$(ls -tr "$root"/*/wanted 2>/dev/null | head -n 1)
    since=$(stat -c %Y "${oldest:-$root/deployment}")
    printf 'folder %s %s %s %s\n' "$root" "$(head -n 1 "$root/deployment")" "$since" "$copy"
done
