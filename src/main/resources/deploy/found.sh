# found.sh PARENT FILE  As root. For every deployment's folder: "folder PATH ID SINCE COPY". SINCE is when the
# oldest of what is in it was begun, in seconds since 1970; COPY is what FILE in it has, in base64 of gzip, or - if there is none.
for root in "$1"/overtap-*; do
    if [ -h "$root" ] || [ ! -f "$root/deployment" ] || [ ! -O "$root" ]; then
        continue
    fi
    copy=-
    [ ! -f "$root/$2" ] || copy=$(gzip -c <"$root/$2" | base64 | tr -d '\n')
    oldest=$(ls -tr "$root"/*/wanted 2>/dev/null | head -n 1)
    since=$(stat -c %Y "${oldest:-$root/deployment}")
    IFS= read -r id <"$root/deployment" || true
    printf 'folder %s %s %s %s\n' "$root" "$id" "$since" "$copy"
done
