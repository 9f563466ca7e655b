/**
 * Certificates for endpoints under test, all of one key that protects nothing. Made once with openssl; `local` and
 * `other` are valid from 2020 to 2120.
 */

/** The private key of the three certificates. */
export const testKey = `-----BEGIN EC PRIVATE KEY-----
MHcCAQEEIO21wasf9Sf3KAz72tcTLNE/9O4NYkvQCBP8X1KczZxToAoGCCqGSM49
AwEHoUQDQgAEc50CuQxSy6uZl9fKGS8Q/boczXlQCvF1jQmsLASWREgGGb7u2BCs
9xZvg6irksq52a8QXRFuPJJfoUNnEasZuw==
-----END EC PRIVATE KEY-----
`;

/** Self-signed, for localhost and 127.0.0.1. */
export const localCertificate = `-----BEGIN CERTIFICATE-----
MIIBVTCB/KADAgECAgECMAoGCCqGSM49BAMCMBQxEjAQBgNVBAMMCWxvY2FsaG9z
dDAgFw0yMDAxMDEwMDAwMDBaGA8yMTIwMDEwMTAwMDAwMFowFDESMBAGA1UEAwwJ
bG9jYWxob3N0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEc50CuQxSy6uZl9fK
GS8Q/boczXlQCvF1jQmsLASWREgGGb7u2BCs9xZvg6irksq52a8QXRFuPJJfoUNn
EasZu6M9MDswGgYDVR0RBBMwEYIJbG9jYWxob3N0hwR/AAABMB0GA1UdDgQWBBT7
2lbWAHxRoiL9ViBLjFKtymqIuTAKBggqhkjOPQQDAgNIADBFAiAKIzGjyRv5B8dL
/sRNdCckvZJgihRLHDdO1VZXuZoFwQIhAKHRKZSNlcMN4eRoZZVUz1iZeFs6emf3
B8lrZ6ms6g3b
-----END CERTIFICATE-----
`;

/** Self-signed, for other.example alone. */
export const otherHostCertificate = `-----BEGIN CERTIFICATE-----
MIIBXTCCAQKgAwIBAgIBAzAKBggqhkjOPQQDAjAYMRYwFAYDVQQDDA1vdGhlci5l
eGFtcGxlMCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAwWjAYMRYwFAYD
VQQDDA1vdGhlci5leGFtcGxlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEc50C
uQxSy6uZl9fKGS8Q/boczXlQCvF1jQmsLASWREgGGb7u2BCs9xZvg6irksq52a8Q
XRFuPJJfoUNnEasZu6M7MDkwGAYDVR0RBBEwD4INb3RoZXIuZXhhbXBsZTAdBgNV
HQ4EFgQU+9pW1gB8UaIi/VYgS4xSrcpqiLkwCgYIKoZIzj0EAwIDSQAwRgIhAOK0
N2NDLZCnl131OT1f+Qph0AuIgY+//Lia60rtxRlDAiEA81ZdElnTt2y/Uin/i+kv
rZ37VRhrfVaIO7DRGlxgfrI=
-----END CERTIFICATE-----
`;

/** Self-signed, for localhost and 127.0.0.1, expired on 1 January 2021. */
export const expiredCertificate = `-----BEGIN CERTIFICATE-----
MIIBVDCB+qADAgECAgEBMAoGCCqGSM49BAMCMBQxEjAQBgNVBAMMCWxvY2FsaG9z
dDAeFw0yMDAxMDEwMDAwMDBaFw0yMTAxMDEwMDAwMDBaMBQxEjAQBgNVBAMMCWxv
Y2FsaG9zdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABHOdArkMUsurmZfXyhkv
EP26HM15UArxdY0JrCwElkRIBhm+7tgQrPcWb4Ooq5LKudmvEF0RbjySX6FDZxGr
GbujPTA7MBoGA1UdEQQTMBGCCWxvY2FsaG9zdIcEfwAAATAdBgNVHQ4EFgQU+9pW
1gB8UaIi/VYgS4xSrcpqiLkwCgYIKoZIzj0EAwIDSQAwRgIhAP86AkM8mCA8zzfC
JMIGroGZg6FU1Ci9PwIysdjIUsGnAiEApSBY/PkY/mtArFoSVfWmNqJabgEQrGcY
/lPKQAwcbP8=
-----END CERTIFICATE-----
`;
