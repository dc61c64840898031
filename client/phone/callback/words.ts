import type { CallBackEnd } from './createCallBack.ts'

const sv = {
  /** What a call-back's card is called; nobody's name is known. */
  title: 'Motringning',
  begin: 'Ring upp',
  beginHint: 'Ring tillbaka till någon som har lämnat ett meddelande, mejlat eller kommit överens med er.',
  calling: 'Ringer upp',
  callingHint: 'Inga andra samtal kommer hit medan du ringer.',
  preparing: 'Kopplar din telefon …',
  dialling: 'Ringer upp …',
  ringing: 'Det ringer hos mottagaren …',
  keys: 'Knappsats',
  keysHint: 'För växlar och svarsmaskiner som ber om en siffra. Tangentbordets siffror fungerar också när knappsatsen är markerad.',
  keyRefused: 'Siffran kom inte fram.',
  ends: {
    busy: 'Det var upptaget.',
    noAnswer: 'Ingen svarade.',
    unreachable: 'Numret gick inte att nå. Kontrollera att det är rätt.',
    gaveUp: 'Du lade på innan någon svarade.',
    interrupted: 'Samtalet bröts av ett fel på vår sida. Mottagaren hade inget med det att göra.',
    unknown: 'Samtalet är slut. Förbindelsen var bruten, så det syns inte hur det slutade.',
  } as Record<CallBackEnd, string>,
}

const en: typeof sv = {
  title: 'Call-back',
  begin: 'Call somebody',
  beginHint: 'Call back somebody who has left a message, sent an e-mail or agreed on it with you.',
  calling: 'Calling',
  callingHint: 'No other calls come here while you call.',
  preparing: 'Connecting your phone …',
  dialling: 'Calling …',
  ringing: 'It rings at the other end …',
  keys: 'Keypad',
  keysHint: 'For switchboards and machines that ask for a digit. The digits of the keyboard work too while the keypad has the focus.',
  keyRefused: 'The key did not get through.',
  ends: {
    busy: 'The line was busy.',
    noAnswer: 'Nobody answered.',
    unreachable: 'The number could not be reached. Check that it is right.',
    gaveUp: 'You hung up before anybody answered.',
    interrupted: 'The call broke off by a fault on our side. It had nothing to do with the other end.',
    unknown: 'The call is over. The link was down, so it is not known how it ended.',
  },
}

/** Words of a call-back on the card of the call, and of the way to the dial panel. */
export const callBackWords = { sv, en }
