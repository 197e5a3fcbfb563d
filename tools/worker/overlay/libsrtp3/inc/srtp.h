#pragma once
#include <stddef.h>
#include <stdint.h>
#include <stdbool.h>
#define srtp_policy_t srtp2_policy_t
#include <srtp2/srtp.h>
#undef srtp_policy_t
#ifdef __cplusplus
extern "C" {
#endif
#define srtp_err_status_buffer_small ((srtp_err_status_t)28)
#define srtp_err_status_cryptex_err ((srtp_err_status_t)29)
typedef struct shim_policy *srtp_policy_t;
srtp_err_status_t srtp_policy_create(srtp_policy_t *policy);
void srtp_policy_destroy(srtp_policy_t policy);
srtp_err_status_t srtp_policy_set_ssrc(srtp_policy_t policy, srtp_ssrc_t ssrc);
srtp_err_status_t srtp_policy_set_profile(srtp_policy_t policy, srtp_profile_t profile);
srtp_err_status_t srtp_policy_add_key(srtp_policy_t policy, const uint8_t *key, size_t key_len,
                                      const uint8_t *salt, size_t salt_len, const uint8_t *mki, size_t mki_len);
srtp_err_status_t srtp_policy_set_allow_repeat_tx(srtp_policy_t policy, bool allow);
srtp_err_status_t srtp_policy_set_window_size(srtp_policy_t policy, size_t size);
srtp_err_status_t srtp_stream_remove(srtp_t session, uint32_t ssrc_network_order);
srtp_err_status_t shim_create(srtp_t *session, srtp_policy_t policy);
srtp_err_status_t shim_protect(srtp_t s, const uint8_t *in, size_t in_len, uint8_t *out, size_t *out_len, size_t mki);
srtp_err_status_t shim_unprotect(srtp_t s, const uint8_t *in, size_t in_len, uint8_t *out, size_t *out_len);
srtp_err_status_t shim_protect_rtcp(srtp_t s, const uint8_t *in, size_t in_len, uint8_t *out, size_t *out_len, size_t mki);
srtp_err_status_t shim_unprotect_rtcp(srtp_t s, const uint8_t *in, size_t in_len, uint8_t *out, size_t *out_len);
#ifdef __cplusplus
}
#endif
#ifndef SHIM_IMPL
#define srtp_create shim_create
#define srtp_protect shim_protect
#define srtp_unprotect shim_unprotect
#define srtp_protect_rtcp shim_protect_rtcp
#define srtp_unprotect_rtcp shim_unprotect_rtcp
#endif
