#define SHIM_IMPL
#include <stdlib.h>
#include <string.h>
#include "srtp.h"
struct shim_policy { srtp2_policy_t p; uint8_t key[SRTP_MAX_KEY_LEN]; };
srtp_err_status_t srtp_policy_create(srtp_policy_t *out) {
  struct shim_policy *s = calloc(1, sizeof *s);
  if (!s) return srtp_err_status_alloc_fail;
  s->p.key = s->key; *out = s; return srtp_err_status_ok;
}
void srtp_policy_destroy(srtp_policy_t s) { if (s) { memset(s, 0, sizeof *s); free(s); } }
srtp_err_status_t srtp_policy_set_ssrc(srtp_policy_t s, srtp_ssrc_t v) { s->p.ssrc = v; return srtp_err_status_ok; }
srtp_err_status_t srtp_policy_set_profile(srtp_policy_t s, srtp_profile_t v) {
  srtp_err_status_t e = srtp_crypto_policy_set_from_profile_for_rtp(&s->p.rtp, v);
  return e ? e : srtp_crypto_policy_set_from_profile_for_rtcp(&s->p.rtcp, v);
}
srtp_err_status_t srtp_policy_add_key(srtp_policy_t s, const uint8_t *k, size_t kl, const uint8_t *sa, size_t sl,
                                      const uint8_t *m, size_t ml) {
  (void)m;
  if (ml || kl + sl > sizeof s->key) return srtp_err_status_bad_param;
  memcpy(s->key, k, kl); memcpy(s->key + kl, sa, sl); return srtp_err_status_ok;
}
srtp_err_status_t srtp_policy_set_allow_repeat_tx(srtp_policy_t s, bool v) { s->p.allow_repeat_tx = v; return srtp_err_status_ok; }
srtp_err_status_t srtp_policy_set_window_size(srtp_policy_t s, size_t n) { s->p.window_size = n; return srtp_err_status_ok; }
srtp_err_status_t srtp_stream_remove(srtp_t s, uint32_t ssrc) { return srtp_remove_stream(s, ssrc); }
srtp_err_status_t shim_create(srtp_t *o, srtp_policy_t s) { return srtp_create(o, &s->p); }
#define BODY(call) \
  if (*out_len < in_len) return srtp_err_status_bad_param; \
  if (in != out) memcpy(out, in, in_len); \
  int len = (int)in_len; srtp_err_status_t e = call(s, out, &len); \
  if (!e) *out_len = (size_t)len; return e;
srtp_err_status_t shim_protect(srtp_t s, const uint8_t *in, size_t in_len, uint8_t *out, size_t *out_len, size_t mki) { (void)mki; BODY(srtp_protect) }
srtp_err_status_t shim_unprotect(srtp_t s, const uint8_t *in, size_t in_len, uint8_t *out, size_t *out_len) { BODY(srtp_unprotect) }
srtp_err_status_t shim_protect_rtcp(srtp_t s, const uint8_t *in, size_t in_len, uint8_t *out, size_t *out_len, size_t mki) { (void)mki; BODY(srtp_protect_rtcp) }
srtp_err_status_t shim_unprotect_rtcp(srtp_t s, const uint8_t *in, size_t in_len, uint8_t *out, size_t *out_len) { BODY(srtp_unprotect_rtcp) }
