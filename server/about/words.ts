const sv = {
  title: 'Om linjen',
  what: 'En telefonlinje om våld i nära relationer: för den som använder våld eller är orolig för att göra det, och för andra som det berör.',
  lead: 'Du är anonym när du ringer hit, och du behöver inte säga vad du heter. Du får prata i lugn och ro med en rådgivare som lyssnar utan att döma. Det går att förändra sitt beteende, och det finns hjälp.',
  callTitle: 'Ring',
  alwaysOpen: 'Vi har öppet dygnet runt. Ring när du vill.',
  asOf: (time: string) => `Så är det klockan ${time}.`,
  number: 'Telefon',
  call: 'Ring från webbläsaren',

  hoursTitle: 'Öppettider',
  day: 'Dag',
  time: 'Tid',
  weekdays: ['måndag', 'tisdag', 'onsdag', 'torsdag', 'fredag', 'lördag', 'söndag'],
  closed: 'stängt',
  allDay: 'dygnet runt',
  otherDays: 'Andra tider de närmaste veckorna',
  clock: (place: string) => `Tiderna följer klockan i ${place}.`,

  whoTitle: 'Vem kan ringa',
  who: [
    'Du som använder våld mot någon som står dig nära, eller har gjort det.',
    'Du som är orolig för att börja. Inget behöver ha hänt.',
    'Du som är närstående till någon som använder våld.',
    'Du som möter frågan i ditt arbete.',
    'Du som har andra frågor om våld i nära relationer, eller om linjen.',
  ],
  everybody: 'Linjen är till för alla, oavsett kön och vem du lever med.',
  subjectedTitle: 'Är du själv utsatt?',
  subjected: 'Du får gärna ringa hit. Det finns också hjälp som är till för dig:',
  subjectedUnknown: 'Du får gärna ringa hit. Rådgivaren kan berätta var det finns hjälp som är till för dig.',
  socialServices: 'Socialtjänsten i din kommun finns också för dig.',

  support: 'Samtalet är ett stöd i sig. Du behöver inte ha bestämt något i förväg, och du kan lägga på när du vill.',
  menu: (languages: string) => `När du ringer kan du välja språk med en siffra: ${languages}.`,
  interpreter: 'Rådgivaren kan ta in en tolk i samtalet.',

  anonymousTitle: 'Du är anonym',
  anonymous: [
    'Ditt telefonnummer visas inte för oss. Rådgivaren du pratar med ser inte varifrån du ringer.',
    'Du behöver inte säga vad du heter. Vi vet bara det du själv berättar.',
    'Samtalet spelas inte in.',
    'Rådgivaren kan ställa några frågor till statistiken. Du väljer vad du svarar på, och svaren sparas utan namn, nummer och adress.',
  ],
  message: (days: number) => `Lämnar du ett meddelande förvaras det låst. Det raderas när det är omhändertaget, senast efter ${days} dygn.`,

  limitsTitle: 'Det som linjen inte kan lova',
  limits: [
    'Din teleoperatör vet vilka nummer som rings från din telefon. Lagen kan kräva att operatören lämnar ut det, till exempel till polisen.',
    'Samtalet kan stå på en telefonräkning som någon annan öppnar, och i telefonens samtalslista.',
    'Ringer du från webbläsaren kan den som sköter nätverket se att du har varit på den här webbplatsen.',
    'Adressen kan synas i webbläsarens historik. I ett privat fönster sparas den inte där.',
  ],

  dutyTitle: 'När någon kan komma till skada',
  duty: [
    'Rådgivaren har tystnadsplikt. Undantagen är till för att skydda barn, och liv och hälsa.',
    'Om rådgivaren får veta eller misstänker att ett barn far illa är rådgivaren skyldig att göra en anmälan till socialtjänsten. Du väljer själv vad du berättar om vem du är.',
    'Ingen letar efter dig. Rådgivaren ser inget nummer, får inte söka efter uppgifter som du inte har velat lämna, och kan inte tvinga dig att berätta vem du är.',
    'När ett allvarligt brott pågår eller är nära kan rådgivaren vara skyldig att anmäla det till polisen, eller ha rätt att göra det. I anmälan kan tiden för samtalet stå, och polisen kan få uppgifter från teleoperatörer.',
  ],

  violenceTitle: 'Vad våld är',
  violence: [
    'Våld är allt som en människa gör mot en annan och som skadar, gör ont, skrämmer eller kränker. Det är också våld att få någon att göra något mot sin vilja, eller att låta bli något som den vill göra.',
    'Dit hör att hota, trycka ner eller kontrollera någon, även om inget slag har utdelats.',
  ],
  kinds: [
    ['Psykiskt', 'hot, kränkande ord, att kontrollera var någon är, vem den träffar eller vad den skriver'],
    ['Fysiskt', 'att knuffa, dra i, hålla fast eller slå någon'],
    ['Sexuellt', 'att tvinga eller pressa någon till sex'],
    ['Materiellt', 'att slå sönder, gömma eller göra sig av med någons saker'],
    ['Ekonomiskt', 'att styra över någons pengar, eller hindra någon från att arbeta'],
    ['Försummelse', 'att inte ge mat, medicin eller hjälp till den som är beroende av det'],
  ],
  honour: 'Våld och kontroll för familjens heder är också våld.',
  recognise: 'Känner du igen något av det här? Du behöver inte vara säker för att ringa.',

  partnerTitle: 'Den andras trygghet',
  partner: [
    'När du tar kontakt med en verksamhet för att förändra något hör det till god kvalitet att också din partner, eller den som har varit utsatt, erbjuds kontakt: en riskbedömning, en kartläggning av våldet, och information om stöd och om behandlingen. Fråga gärna hur verksamheten gör.',
    'Linjen själv har inga uppgifter om någon partner.',
  ],

  surveyTitle: 'Efter samtalet',
  survey: 'Har du ringt får du gärna svara på några frågor om hur samtalet var. Svaren kan inte kopplas till ditt samtal.',
  toSurvey: 'Till frågorna',

  missingTitle: 'Linjen finns inte',
  missing: 'Ingen linje har den adressen. Kontrollera hur den är skriven.',
  toFirst: 'Till sidan om linjen',
}
export type AboutWords = typeof sv

const en: AboutWords = {
  title: 'About the line',
  what: 'A telephone line about violence in close relationships: for those who use violence or worry that they might, and for others whom it concerns.',
  lead: 'You are anonymous when you call us, and you do not have to say your name. You can talk in your own time with an advisor who listens without judging. Change is possible, and there is help.',
  callTitle: 'Call',
  alwaysOpen: 'We are open day and night. Call when you want to.',
  asOf: (time) => `That is how it is at ${time}.`,
  number: 'Telephone',
  call: 'Call from the browser',

  hoursTitle: 'Opening hours',
  day: 'Day',
  time: 'Time',
  weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  closed: 'closed',
  allDay: 'day and night',
  otherDays: 'Other hours in the coming weeks',
  clock: (place) => `The times follow the clock in ${place}.`,

  whoTitle: 'Who can call',
  who: [
    'If you use violence against somebody close to you, or have done so.',
    'If you worry that you might begin. Nothing need have happened.',
    'If you are close to somebody who uses violence.',
    'If you meet these questions in your work.',
    'If you have other questions about violence in close relationships, or about the line.',
  ],
  everybody: 'The line is for everybody, whatever your gender and whoever you live with.',
  subjectedTitle: 'Are you subjected to violence yourself?',
  subjected: 'You are welcome to call here. There is also help that is meant for you:',
  subjectedUnknown: 'You are welcome to call here. The advisor can tell you where there is help that is meant for you.',
  socialServices: 'The social services of your municipality are there for you too.',

  support: 'The call is a support in itself. You need not have decided anything beforehand, and you can hang up whenever you want.',
  menu: (languages) => `When you call you can choose a language by pressing a digit: ${languages}.`,
  interpreter: 'The advisor can bring an interpreter into the call.',

  anonymousTitle: 'You are anonymous',
  anonymous: [
    'Your phone number is not shown to us. The advisor you talk to cannot see where you are calling from.',
    'You do not have to say your name. We know only what you tell us yourself.',
    'The call is not recorded.',
    'The advisor may ask a few questions for the statistics. You choose which ones to answer, and the answers are kept without name, number or address.',
  ],
  message: (days) =>
    `If you leave a message it is kept locked. It is erased when it has been seen to, after ${days === 1 ? 'one day' : `${days} days`} at the latest.`,

  limitsTitle: 'What the line cannot promise',
  limits: [
    'Your telephone operator knows which numbers are called from your telephone. The law can oblige the operator to hand that over, to the police for example.',
    'The call may stand on a telephone bill that somebody else opens, and in the list of calls in the telephone.',
    'If you call from the browser, whoever runs the network can see that you have been on this website.',
    'The address may be seen in the browser’s history. In a private window it is not kept there.',
  ],

  dutyTitle: 'When somebody may come to harm',
  duty: [
    'The advisor is bound to confidentiality. The exceptions are there to protect children, and life and health.',
    'If the advisor learns or suspects that a child is being harmed, the advisor has a duty to report it to social services. You choose what you tell about who you are.',
    'Nobody looks for you. The advisor sees no number, may not search for anything that you have not wanted to tell, and cannot force you to say who you are.',
    'When a serious crime is under way or near, the advisor may have a duty to report it to the police, or a right to. The report may give the time of the call, and the police can get information from telephone operators.',
  ],

  violenceTitle: 'What violence is',
  violence: [
    'Violence is everything that one person does to another that harms, hurts, frightens or offends. It is also violence to make somebody do something against their will, or refrain from something they want to do.',
    'That includes threatening, putting down or controlling somebody, even where nobody has been hit.',
  ],
  kinds: [
    ['Psychological', 'threats, degrading words, controlling where somebody is, whom they meet or what they write'],
    ['Physical', 'pushing, pulling, holding or hitting somebody'],
    ['Sexual', 'forcing or pressing somebody to have sex'],
    ['Material', 'breaking, hiding or getting rid of somebody’s things'],
    ['Economic', 'ruling over somebody’s money, or keeping somebody from working'],
    ['Neglect', 'not giving food, medicine or help to somebody who depends on it'],
  ],
  honour: 'Violence and control for the honour of the family are violence too.',
  recognise: 'Do you recognise any of this? You need not be sure in order to call.',

  partnerTitle: 'The safety of the other person',
  partner: [
    'When you contact a service in order to change something, it is part of good quality that your partner, or whoever has been subjected, is offered contact too: a risk assessment, a mapping of the violence, and information about support and about the treatment. Do ask how the service works.',
    'The line itself holds nothing about any partner.',
  ],

  surveyTitle: 'After the call',
  survey: 'If you have called, you are welcome to answer a few questions about how the call was. The answers cannot be tied to your call.',
  toSurvey: 'To the questions',

  missingTitle: 'There is no such line',
  missing: 'No line has that address. Check how it is written.',
  toFirst: 'To the page about the line',
}

/** What the page about a line says: the line's own wording, which its operator must have read and approved. */
export const aboutWords = { sv, en }
