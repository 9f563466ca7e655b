/** The receivers' certificate, self-signed for *.acme.example until 2120, of a key that protects nothing. Made once with openssl. */

export const receiversKey = `-----BEGIN EC PRIVATE KEY-----
MHcCAQEEIBW3bXFr4SwF6fqKUyaC55oMNRZiwa6i7Qptsn238TCwoAoGCCqGSM49
AwEHoUQDQgAEcLwMDki3IL00uJwpdAoSP3L62xizLuFzCY2Vj/hzps1E3UqBXGky
rBZO/WmIctr4Uv8GF54kRpwfE55bsXffnQ==
-----END EC PRIVATE KEY-----
`;

export const receiversCertificate = `-----BEGIN CERTIFICATE-----
MIIBWjCCAQGgAwIBAgIBATAKBggqhkjOPQQDAjAXMRUwEwYDVQQDDAxhY21lLmV4
YW1wbGUwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBcxFTATBgNV
BAMMDGFjbWUuZXhhbXBsZTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABHC8DA5I
tyC9NLicKXQKEj9y+tsYsy7hcwmNlY/4c6bNRN1KgVxpMqwWTv1piHLa+FL/Bhee
JEacHxOeW7F3352jPDA6MBkGA1UdEQQSMBCCDiouYWNtZS5leGFtcGxlMB0GA1Ud
DgQWBBScxZEjs+s88h4dP56NR+1YL/Mn3jAKBggqhkjOPQQDAgNHADBEAiAfCIz1
kQAv4wl74Lq76RPil73t/pHfNvxuQACnbQUrwAIgM8mJiworgjR5U3mnU++mfeIW
6tpm1zXzZAcSCx2auJ8=
-----END CERTIFICATE-----
`;
