#!/bin/sh
# Becomes the SFU worker named by DESKLINE_SFU_WORKER, with the signals blocked that a terminal (Ctrl-C, hang-up) or a service
# manager sends to every process of a group: the worker would end by itself and take the calls along before the server
# let them end. The server closes it over its channel; kill -9 still works. The mask outlives exec, and so does the pid,
# which mediasoup goes by.
if env --block-signal=INT true 2>/dev/null; then
  exec env --block-signal=INT --block-signal=TERM --block-signal=HUP "$DESKLINE_SFU_WORKER" "$@"
fi
# Where env cannot block signals (BusyBox): at least out of the terminal's group.
if command -v setsid >/dev/null; then
  exec setsid "$DESKLINE_SFU_WORKER" "$@"
fi
exec "$DESKLINE_SFU_WORKER" "$@"
