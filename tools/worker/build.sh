#!/usr/bin/env bash
# Builds the SFU worker from the sources inside the mediasoup package against Debian 12's own libraries, for
# machines that cannot download the prebuilt one. About 9 minutes on 2 cores, once per version (it is cached).
#   build.sh PACKAGE OUTPUT      PACKAGE is node_modules/mediasoup; OUTPUT the binary to write
# The packages that it needs are named in tools/bootstrap/system-packages.mjs.
set -euo pipefail
package=$(realpath "$1")
output=$(realpath -m "$2")
here=$(dirname "$(realpath "$0")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$package/worker" "$work/worker"
cd "$work/worker"

# Meson looks first in the directory that a .wrap file promises: a project there is used and nothing is
# downloaded. overlay/ holds one small project per dependency that points at the system's library.
for overlay in "$here"/overlay/*; do
  name=$(basename "$overlay")
  promised=$(sed -n 's/^directory *= *//p' "subprojects/$name.wrap" | head -1)
  mkdir -p "subprojects/$promised"
  cp -r "$overlay/." "subprojects/$promised/"
done

# Debian 12 has meson 1.0.1; the worker asks for 1.1 and uses nothing of it.
sed -i "s/meson_version *: '>= 1.1.0'/meson_version: '>= 1.0.0'/" meson.build

# Debian's OpenSSL has kernel TLS. The worker's BIO callback answers 1 to every control, so OpenSSL takes
# BIO_get_ktls_send() for true, allocates no write buffer, and the worker dies at the first DTLS ClientHello.
sed -i 's/(operationType == BIO_CB_RETURN) ? static_cast<long>(ret) : 1/(operationType \& BIO_CB_RETURN) ? static_cast<long>(ret) : 1/' src/RTC/DtlsTransport.cpp
grep -q 'operationType & BIO_CB_RETURN' src/RTC/DtlsTransport.cpp

meson setup build --buildtype release --wrap-mode=nodownload -Db_ndebug=true
ninja -C build mediasoup-worker
mkdir -p "$(dirname "$output")"
install -m 755 build/mediasoup-worker "$output.new"
mv "$output.new" "$output"
