/** Times and counts that several parts must agree on. Times in milliseconds unless the name says otherwise. */

/** An offer rings this long before it counts as missed. */
export const OFFER_MS = 20_000
/** A phone that has not answered a ping for this long is offered no calls. */
export const REACHABLE_MS = 15_000
/** Signalling of either party may be gone this long while the talk goes on. */
export const SIGNALLING_GRACE_MS = 30_000
/** A leg without an RTP packet for this long has lost its media. */
export const MEDIA_LOST_MS = 10_000
/** A phone that has been gone this long ends its advisor's shift. */
export const PHONE_GONE_MS = 300_000
/** A caller who hangs up before this was a short abandon: shown apart, never counted as abandoned. */
export const SHORT_ABANDON_S = 10
/** The guidance for the length of a talk, in seconds: a calm mark, never a limit. */
export const TALK_GUIDANCE_S = 1_800
/** The server says it is alive this often. */
export const HEARTBEAT_MS = 1_000
/** Data older than this is shown as stale. */
export const STALE_MS = 5_000
/** A sign-in lasts this long at most, in hours, unless SESSION_HOURS says otherwise. */
export const SESSION_HOURS = 14
/** It ends when nobody has touched its pages for this long, in minutes, unless SESSION_IDLE_MINUTES says otherwise. */
export const SESSION_IDLE_MINUTES = 240
/** Shortest password of an account, in characters. */
export const PASSWORD_MIN = 10
/** Longest password of an account, in characters. */
export const PASSWORD_MAX = 200
/** SIP user that staff pages call to hear themselves: proves that sound gets to the server and back. No line can have this id. */
export const MEDIA_CHECK_LINE = 'media-check'
/** A message is at most this long, in seconds. */
export const MESSAGE_MAX_S = 300
/** What is shorter than this, in seconds, is no message. */
export const MESSAGE_MIN_S = 2
/** So long a silence, in seconds, ends a message. */
export const MESSAGE_SILENCE_S = 10
/** So many messages of a line may wait to be seen to; no more can be left until one is. */
export const OPEN_MESSAGES_MAX = 300
/** So many messages can be left on a line in an hour. */
export const MESSAGES_PER_HOUR_MAX = 60
/** After an answered call-back a message can be listened to for so long still, in seconds: somebody else may have answered, or a machine. */
export const MESSAGE_AFTER_ANSWER_S = 3_600
/** A caller whose call a fault of ours has ended is called back into the line for this long. */
export const RETURN_MS = 180_000
