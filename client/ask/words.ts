const sv = {
  title: 'Stämmer uppgifterna om er?',
  lead: 'En stödlinje hänvisar inringare till er verksamhet. Rätta det som har ändrats och skicka. Den som sköter registret läser svaret innan något ändras.',
  privacy: 'Skriv inga personers namn, varken medarbetares eller klienters. Sidan sätter inga kakor och sparar inte vem som svarar.',
  until: (day: string) => `Länken tar emot ett svar, till och med ${day}.`,
  contact: 'Så når man er',
  quality: 'Kvalitetskriterier',
  qualityLead:
    'De fyra kriterierna: personalen är socionomer eller motsvarande med grundläggande psykoterapiutbildning och kunskap om våld i nära relationer; regelbunden handledning; partnerkontakt eller säkerhetsarbete; stabil organisation, inte ett projekt. Ett kriterium som saknas gör inte att ni tas bort.',
  send: 'Skicka svaret',
  sending: 'Skickar …',
  thanks: 'Tack. Svaret är skickat, och länken är använd.',
  loading: 'Hämtar …',
  used: 'Länken är redan använd eller för gammal. Be den som skickade den om en ny.',
  again: 'Försök igen',
}

const en: typeof sv = {
  title: 'Is this true of you?',
  lead: 'A helpline refers callers to your service. Put right what has changed, and send it. Whoever keeps the register reads the answer before anything is changed.',
  privacy: 'Write nobody’s name, neither of staff nor of clients. The page sets no cookies and does not keep who answers.',
  until: (day) => `The link takes one answer, until ${day}.`,
  contact: 'How to reach you',
  quality: 'Quality criteria',
  qualityLead:
    'The four criteria: staff are trained social workers or equal, with basic psychotherapy training and knowledge of violence in close relationships; regular supervision; partner contact or safety work; a stable organisation, not a project. Lacking a criterion does not take you out.',
  send: 'Send the answer',
  sending: 'Sending …',
  thanks: 'Thank you. The answer has been sent, and the link is used.',
  loading: 'Loading …',
  used: 'The link has been used already or is too old. Ask whoever sent it for a new one.',
  again: 'Try again',
}

export const askWords = { sv, en }
