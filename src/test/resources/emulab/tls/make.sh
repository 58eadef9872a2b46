#!/bin/sh
# Makes the keys and certificates of this folder again (OpenSSL 3). They protect nothing.
set -eu
cd "$(dirname "$0")"
far=36500
ca() {
    openssl req -x509 -newkey rsa:2048 -nodes -days $far -subj "/O=overtap test/CN=$2" -keyout "$1.key" -out "$1.pem"
}
signed() { # name, authority, subject, extensions, validity...
    openssl req -newkey rsa:2048 -nodes -subj "$3" -keyout "$1.key" -out "$1.csr"
    printf '%s\n' "$4" > "$1.ext"
    name=$1 authority=$2
    shift 4
    : > index.txt
    printf '[ca]\ndefault_ca=it\n[it]\ndatabase=index.txt\nnew_certs_dir=.\nrand_serial=yes\ndefault_md=sha256\n' > ca.conf
    printf 'policy=any\n[any]\norganizationName=optional\norganizationalUnitName=optional\ncommonName=supplied\n' >> ca.conf
    openssl ca -batch -notext -config ca.conf -in "$name.csr" -cert "$authority.pem" -keyfile "$authority.key" \
        -extfile "$name.ext" "$@" -out "$name.crt"
    cat "$name.key" "$name.crt" > "$name.pem"
    rm -f "$name.csr" "$name.ext" "$name.crt"
}
ca ca "Test Emulab CA"
ca other-ca "Another CA"
local='subjectAltName=DNS:localhost,IP:127.0.0.1'
signed boss ca "/O=overtap test/CN=localhost" "$local" -days $far
signed boss-elsewhere ca "/O=overtap test/CN=boss.emulab.example" "subjectAltName=DNS:boss.emulab.example" -days $far
signed boss-expired ca "/O=overtap test/CN=localhost" "$local" -startdate 20200101000000Z -enddate 20200102000000Z
signed user ca "/O=overtap test/OU=sslxmlrpc/CN=alice" "keyUsage=digitalSignature" -days $far
signed user-expired ca "/O=overtap test/OU=sslxmlrpc/CN=alice" "keyUsage=digitalSignature" \
    -startdate 20200101000000Z -enddate 20200102000000Z
signed user-unknown other-ca "/O=overtap test/OU=sslxmlrpc/CN=mallory" "keyUsage=digitalSignature" -days $far
openssl x509 -in user.pem > user.crt
openssl rsa -traditional -in user.key > pkcs1.pem
openssl rsa -traditional -des3 -passout pass:secret -in user.key > pkcs1-des3.pem
openssl rsa -traditional -aes256 -passout pass:secret -in user.key > pkcs1-aes256.pem
openssl pkcs8 -topk8 -v2 des3 -v2prf hmacWithSHA1 -passout pass:secret -in user.key > pkcs8-des3.pem
openssl pkcs8 -topk8 -v2 aes-256-cbc -passout pass:secret -in user.key > pkcs8-aes256.pem
openssl pkcs8 -topk8 -v1 PBE-SHA1-3DES -passout pass:secret -in user.key > pkcs8-pbes1.pem
for form in pkcs1 pkcs1-des3 pkcs1-aes256 pkcs8-des3 pkcs8-aes256 pkcs8-pbes1; do
    cat user.crt >> $form.pem
done
rm -f ./*.crt ./*.key ./index.txt* ./ca.conf ./[0-9A-F]*[0-9A-F].pem
