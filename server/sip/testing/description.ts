/** A description that a WebRTC end could send. */
export const SDP = [
  'v=0',
  'o=- 1 1 IN IP4 0.0.0.0',
  's=-',
  't=0 0',
  'm=audio 9 UDP/TLS/RTP/SAVPF 111',
  'a=mid:0',
  'a=ice-ufrag:abcd',
  'a=ice-pwd:abcdefghijklmnopqrstuvwx',
  `a=fingerprint:sha-256 ${new Array(32).fill('AB').join(':')}`,
  'a=setup:passive',
  'a=rtpmap:111 opus/48000/2',
  '',
].join('\r\n')
