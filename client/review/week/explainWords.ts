import type { FigureName } from './figures.ts'

/** What a figure counts and does not count, and its formula. A is answered, B abandoned (design.md, section 5). */
export interface Explanation {
  readonly counts: string
  readonly not: string
  readonly formula: string
}

const notOffered = 'Samtal mot stängd linje, till talsvar, brutna av fel hos oss och återuppringningar.'
const svMessages = 'Meddelanden som lämnats andra veckor. Läget är som det är nu, inte som det var när veckan slutade.'
const svLength = 'Väntan och efterarbete. Importerade samtal där längden inte är känd.'

const sv: Record<FigureName, Explanation> = {
  calls: {
    counts: 'Alla samtal som kom medan linjen var öppen och som är avslutade, vad det än blev av dem. Försök räknas, inte personer.',
    not: 'Samtal mot stängd linje och återuppringningar.',
    formula: 'Summan av besvarade, avbrutna, påhängda inom 10 s, till talsvar, stängda under väntan och brutna av fel.',
  },
  answered: {
    counts: 'Samtal där en rådgivare svarade, vad som än hände sedan.',
    not: notOffered,
    formula: 'A av A + B: besvarade av dem som besvarades eller avbröt väntan. Procent visas först när A + B är minst 20.',
  },
  abandoned: {
    counts: 'De som väntade minst 10 sekunder och lade på innan någon svarade.',
    not: `De som lade på inom 10 sekunder. ${notOffered}`,
    formula: 'B av A + B.',
  },
  abandonedShort: {
    counts: 'De som lade på inom 10 sekunder, innan någon svarade.',
    not: 'De räknas varken i A eller B.',
    formula: 'Antal.',
  },
  voicemail: {
    counts: 'Samtal som kom medan linjen var öppen och gick vidare till talsvar.',
    not: 'Talsvar när linjen är stängd; de räknas mot stängd linje.',
    formula: 'Antal.',
  },
  interrupted: {
    counts: 'Samtal som bröts av ett fel på vår sida innan någon hade svarat.',
    not: 'Samtal där någon hann svara; de är besvarade.',
    formula: 'Antal.',
  },
  closedLine: {
    counts: 'Alla försök att ringa när linjen var stängd, också de som lämnade meddelande.',
    not: 'Samtal medan linjen var öppen.',
    formula: 'Antal.',
  },
  serviceLevel: {
    counts: 'De 30 dagar som slutar med veckans söndag, för en enda vecka säger för lite.',
    not: `Importerade samtal. ${notOffered}`,
    formula: 'A(60 s) av A + B: besvarade inom 60 sekunder, av alla besvarade och avbrutna. Den som avbröt väntan räknas alltid emot.',
  },
  meanWait: {
    counts: 'Väntan från samtalets ankomst till första svar, för besvarade samtal (ASA).',
    not: 'De som inte fick svar. Importerade samtal där väntan inte är känd.',
    formula: 'Summan av väntan delad med A.',
  },
  medianWait: {
    counts: 'Väntan till svar, eller tills den som ringde gav upp, för A + B.',
    not: `De som lade på inom 10 sekunder. ${notOffered}`,
    formula: 'Det mittersta värdet; mellan de två mittersta när de är jämnt antal.',
  },
  longestWait: { counts: 'Som median av väntan.', not: 'Som median av väntan.', formula: 'Det största värdet.' },
  medianAbandoned: {
    counts: 'Hur länge de väntade som gav upp (B).',
    not: 'De som lade på inom 10 sekunder.',
    formula: 'Det mittersta värdet.',
  },
  longestAbandoned: { counts: 'Som medianen.', not: 'Som medianen.', formula: 'Det största värdet.' },
  longestShort: { counts: 'De som lade på inom 10 sekunder.', not: 'Alla andra.', formula: 'Det största värdet.' },
  medianLength: {
    counts: 'Besvarade samtals tid från svar till slut: samtal och pausat samtal.',
    not: svLength,
    formula: 'Det mittersta värdet.',
  },
  lowerLength: {
    counts: 'Som medianen.',
    not: svLength,
    formula: 'En fjärdedel av samtalen är kortare: mellan grannvärden i proportion, som KVARTIL.INK i Excel.',
  },
  upperLength: { counts: 'Som medianen.', not: svLength, formula: 'En fjärdedel av samtalen är längre, räknat som nedre kvartilen.' },
  longestLength: { counts: 'Som medianen.', not: svLength, formula: 'Det största värdet.' },
  overGuidance: {
    counts: 'Besvarade samtal som varade längre än 30 minuter. Riktmärket är till för planering; ett långt samtal är aldrig dåligt.',
    not: svLength,
    formula: 'Antal av besvarade samtal med känd längd.',
  },
  messagesLeft: { counts: 'Meddelanden som lämnades under veckan, även när linjen var stängd.', not: svMessages, formula: 'Antal.' },
  messagesHandled: {
    counts: 'Av dem, de som någon har stängt, eller ringt tillbaka om och bekräftat.',
    not: svMessages,
    formula: 'Antal av lämnade.',
  },
  messagesExpired: { counts: 'Av dem, de som raderades av tiden innan någon var klar.', not: svMessages, formula: 'Antal av lämnade.' },
  medianToAttempt: {
    counts: 'Från meddelandet till det första försöket att ringa tillbaka, vad det än blev av försöket.',
    not: 'Meddelanden som ingen har försökt ringa tillbaka om.',
    formula: 'Det mittersta värdet.',
  },
  longestToAttempt: { counts: 'Som medianen.', not: 'Som medianen.', formula: 'Det största värdet.' },
  callBacks: {
    counts: 'Rådgivares uppringningar under veckan, för meddelanden, mejl eller efter avtal. Varje försök räknas.',
    not: 'Samtal till linjen.',
    formula: 'Antal.',
  },
  callBacksAnswered: {
    counts: 'Återuppringningar där någon svarade.',
    not: 'Upptaget, inget svar, gick inte att nå, brutet.',
    formula: 'Antal av alla återuppringningar.',
  },
  replies: { counts: 'Mejl som rådgivare har bockat av som besvarade.', not: 'Mejl som inte är avbockade.', formula: 'Antal.' },
}

const enOffered = 'Calls that met a closed line, went to voicemail or were cut off by a fault of ours, and call-backs.'
const enMessages = 'Messages left in other weeks. Things are as they are now, not as they were at the end of the week.'
const enLength = 'Waiting and work after the call. Imported calls whose length is not known.'

const en: typeof sv = {
  calls: {
    counts: 'All calls that came while the line was open and have ended, whatever became of them. Attempts are counted, not people.',
    not: 'Calls that met a closed line, and call-backs.',
    formula: 'The sum of answered, given up, hung up within 10 s, to voicemail, closed while waiting and cut off by a fault.',
  },
  answered: {
    counts: 'Calls that an advisor answered, whatever happened then.',
    not: enOffered,
    formula: 'A of A + B: answered, of those that were answered or gave up waiting. Per cent is shown when A + B is 20 or more.',
  },
  abandoned: {
    counts: 'Those who waited for 10 seconds or more and hung up before anybody answered.',
    not: `Those who hung up within 10 seconds. ${enOffered}`,
    formula: 'B of A + B.',
  },
  abandonedShort: {
    counts: 'Those who hung up within 10 seconds, before anybody answered.',
    not: 'They are in neither A nor B.',
    formula: 'Their number.',
  },
  voicemail: {
    counts: 'Calls that came while the line was open and went on to voicemail.',
    not: 'Voicemail of a closed line; those are counted as line closed.',
    formula: 'Their number.',
  },
  interrupted: {
    counts: 'Calls that a fault on our side cut off before anybody had answered.',
    not: 'Calls that somebody had answered; those are answered.',
    formula: 'Their number.',
  },
  closedLine: {
    counts: 'All attempts to call while the line was closed, those who left a message too.',
    not: 'Calls while the line was open.',
    formula: 'Their number.',
  },
  serviceLevel: {
    counts: 'The 30 days that end with the Sunday of the week, because one week says too little.',
    not: `Imported calls. ${enOffered}`,
    formula: 'A(60 s) of A + B: answered within 60 seconds, of all answered and given up. Giving up always counts against it.',
  },
  meanWait: {
    counts: 'The wait from the arrival of the call to the first answer, of answered calls (ASA).',
    not: 'Those who got no answer. Imported calls whose wait is not known.',
    formula: 'The sum of the waits over A.',
  },
  medianWait: {
    counts: 'The wait until the answer, or until the caller gave up, of A + B.',
    not: `Those who hung up within 10 seconds. ${enOffered}`,
    formula: 'The middle value; between the two in the middle when they are an even number.',
  },
  longestWait: { counts: 'As for the median wait.', not: 'As for the median wait.', formula: 'The largest value.' },
  medianAbandoned: {
    counts: 'How long those waited who gave up (B).',
    not: 'Those who hung up within 10 seconds.',
    formula: 'The middle value.',
  },
  longestAbandoned: { counts: 'As for the median.', not: 'As for the median.', formula: 'The largest value.' },
  longestShort: { counts: 'Those who hung up within 10 seconds.', not: 'All others.', formula: 'The largest value.' },
  medianLength: { counts: 'The time of answered calls from answer to end: talk and hold.', not: enLength, formula: 'The middle value.' },
  lowerLength: {
    counts: 'As for the median.',
    not: enLength,
    formula: 'A quarter of the calls is shorter: between neighbours in proportion, as QUARTILE.INC in Excel.',
  },
  upperLength: {
    counts: 'As for the median.',
    not: enLength,
    formula: 'A quarter of the calls is longer, reckoned as the lower quartile.',
  },
  longestLength: { counts: 'As for the median.', not: enLength, formula: 'The largest value.' },
  overGuidance: {
    counts: 'Answered calls that lasted longer than 30 minutes. The guidance is for planning; a long call is never a bad one.',
    not: enLength,
    formula: 'Their number, of answered calls whose length is known.',
  },
  messagesLeft: { counts: 'Messages left in the week, while the line was closed too.', not: enMessages, formula: 'Their number.' },
  messagesHandled: {
    counts: 'Of them, those that somebody has closed, or called back about and confirmed.',
    not: enMessages,
    formula: 'Their number, of those left.',
  },
  messagesExpired: {
    counts: 'Of them, those that time erased before anybody was through.',
    not: enMessages,
    formula: 'Their number, of those left.',
  },
  medianToAttempt: {
    counts: 'From the message to the first attempt to call back, whatever became of it.',
    not: 'Messages that nobody has tried to call back about.',
    formula: 'The middle value.',
  },
  longestToAttempt: { counts: 'As for the median.', not: 'As for the median.', formula: 'The largest value.' },
  callBacks: {
    counts: 'Calls that advisors made in the week, about messages, e-mails or as agreed. Each attempt counts.',
    not: 'Calls to the line.',
    formula: 'Their number.',
  },
  callBacksAnswered: {
    counts: 'Call-backs that somebody answered.',
    not: 'Busy, no answer, out of reach, cut off.',
    formula: 'Their number, of all call-backs.',
  },
  replies: { counts: 'E-mails that advisors have counted as answered.', not: 'E-mails that nobody has counted.', formula: 'Their number.' },
}

export const explainWords = { sv, en }
