#!/usr/bin/env bash
# Builds the SFU worker from the sources inside the mediasoup package against Debian 12's own libraries, with the
# changes below that the prebuilt one does not have (docs/adr/0178, 0179). About 9 minutes on 2 cores, once per version (it is cached).
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

# The first transport-cc feedback of a transport is made before the first packet came, and names source 0 for good: Chromium knows no such
# stream and passes over it. The packets with which it measures its line are in that one: it then takes 300 kbit/s for all there is.
sed -i 's/^\(\t*\)this->transportCcFeedbackMediaSsrc  = packet->GetSsrc();/&\n\1this->transportCcFeedbackPacket->SetMediaSsrc(packet->GetSsrc());/' src/RTC/TransportCongestionControlServer.cpp
grep -q 'transportCcFeedbackPacket->SetMediaSsrc' src/RTC/TransportCongestionControlServer.cpp

# What is seen is shown as soon as it is there (docs/adr/0179). No browser can ask for that, and the header extension that says it (playout-delay,
# 12 bits least and 12 bits most, in tens of milliseconds) is written by senders that no page has a say in: pictures without one get 0 and 100 ms.
sed -i '/Proxy http:\/\/www.webrtc.org\/experiments\/rtp-hdrext\/playout-delay/,/^\t\t\t}$/s/^\t\t\t}$/&\
\t\t\telse if (this->kind == RTC::Media::Kind::VIDEO \&\& this->rtpHeaderExtensionIds.playoutDelay != 0u)\
\t\t\t{\
\t\t\t\textenLen = 3u;\
\t\t\t\tUtils::Byte::Set3Bytes(bufferPtr, 0, 10u);\
\t\t\t\textensions.emplace_back(\
\t\t\t\t  RTC::RtpHeaderExtensionUri::Type::PLAYOUT_DELAY,\
\t\t\t\t  static_cast<uint8_t>(RTC::RtpHeaderExtensionUri::Type::PLAYOUT_DELAY),\
\t\t\t\t  extenLen,\
\t\t\t\t  bufferPtr);\
\t\t\t\tbufferPtr += extenLen;\
\t\t\t}/' src/RTC/Producer.cpp
grep -q 'Set3Bytes(bufferPtr, 0, 10u)' src/RTC/Producer.cpp

meson setup build --buildtype release --wrap-mode=nodownload -Db_ndebug=true
ninja -C build mediasoup-worker
mkdir -p "$(dirname "$output")"
install -m 755 build/mediasoup-worker "$output.new"
mv "$output.new" "$output"
