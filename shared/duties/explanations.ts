import type { StaffText } from '../writtenTexts.ts'
import type { CANNOT, MAY, MUST, OpenReason } from './decide.ts'

/** Why one must, may or cannot report, as it is shown under the answer. */
export const EXPLANATIONS: Readonly<Record<(typeof MUST)[number] | (typeof MAY)[number] | (typeof CANNOT)[number], StaffText>> = {
  childAtRisk: {
    sv: 'Du har fått veta eller misstänker att ett barn far illa, och det finns något att gå på. Anmäl till socialtjänsten. Ofullständiga uppgifter är inget skäl att låta bli. Lämna det som har betydelse och som personen själv har berättat, även om den som kan ha använt våld.',
    en: 'You have learned or suspect that a child is being harmed, and there is something to go by. Report to social services. Incomplete information is no reason not to. Give what matters and what the person has told, also about who may have used violence.',
  },
  seriousCrime: {
    sv: 'Det är ett av de brott som ska avslöjas när de pågår. Anmäl till polisen. Ring 112 om någon är i fara nu. Anmälan kan göra nytta även utan namn: med samtalets tid kan polisen få uppgifter från teleoperatören.',
    en: 'It is one of the crimes that must be disclosed when they are under way. Report to the police. Call 112 if somebody is in danger now. A report can help even without a name: with the time of the call the police can get data from the telephone operator.',
  },
  lifeOrHealth: {
    sv: 'Brottet riktas mot någons liv eller hälsa och pågår eller är nära. Då får tystnadsplikten brytas (nödrätt). Ring 112 om någon är i fara nu. Anmälan kan göra nytta även utan namn: med samtalets tid kan polisen få uppgifter från teleoperatören.',
    en: "The crime is against somebody's life or health and is going on or near. Then confidentiality may be broken (necessity). Call 112 if somebody is in danger now. A report can help even without a name: with the time of the call the police can get data from the telephone operator.",
  },
  noConcern: {
    sv: 'Utan kunskap eller misstanke om att ett barn far illa gäller tystnadsplikten.',
    en: 'Without knowing or suspecting that a child is being harmed, confidentiality binds.',
  },
  cannotBeIdentified: {
    sv: 'Utan uppgifter om vem det gäller går det inte att göra något, och personen kan inte tvingas berätta. Det är inte ditt fel. Sök aldrig efter uppgifter som personen inte har gått med på att lämna (GDPR).',
    en: 'Without anything about whom it concerns nothing can be done, and the person cannot be forced to tell. That is not your fault. Never search for data that the person has not agreed to give (GDPR).',
  },
  noRecipient: {
    sv: 'Skyldigheten faller bort när rätt socialtjänst inte går att hitta. Berättar personen mer, svara igen.',
    en: 'The duty falls away when the right social services cannot be found. If the person tells more, answer again.',
  },
  otherCrime: {
    sv: 'För andra brott gäller tystnadsplikten. Gäller det ett barn, svara på frågorna om barn i stället.',
    en: 'For other crimes confidentiality binds. If it is about a child, answer the questions about children instead.',
  },
  notNear: {
    sv: 'Det krävs att brottet pågår eller är nära. Tystnadsplikten gäller. Ändras det under samtalet, svara igen.',
    en: 'The crime must be going on or near. Confidentiality binds. If that changes during the call, answer again.',
  },
  over: {
    sv: 'Det som källan säger gäller brott som pågår eller är nära. För det som är över ska en jurist svara. Gäller det ett barn, svara på frågorna om barn i stället.',
    en: 'What the source says is about crimes that are going on or near. For what is over a lawyer must answer. If it is about a child, answer the questions about children instead.',
  },
  notGrave: {
    sv: 'Det krävs ett visst allvar för att skyldigheten och rätten ska gälla. Tystnadsplikten gäller.',
    en: 'Some gravity is needed before the duty and the right apply. Confidentiality binds.',
  },
}

/** What helps to answer a question where one does not know yet. */
export const OPEN_HELP: Readonly<Record<OpenReason, StaffText>> = {
  suspicionIsEnough: {
    sv: 'Fråga gärna mer. En misstanke räcker, men det ska vara mer än ingenting. Tala med en kollega eller arbetsledare.',
    en: 'Do ask more. A suspicion is enough, but it must be more than nothing. Talk with a colleague or supervisor.',
  },
  askPlace: {
    sv: 'Fråga vilken kommun, skola eller plats det gäller. Personen väljer själv om den svarar.',
    en: 'Ask which municipality, school or place it concerns. The person chooses whether to answer.',
  },
  askMore: {
    sv: 'Fråga mer, och tala med en kollega eller arbetsledare. Ring 112 om någon är i fara nu.',
    en: 'Ask more, and talk with a colleague or supervisor. Call 112 if somebody is in danger now.',
  },
}

/** What the advisor says to the caller of the duty. */
export const TELL_CALLER: StaffText = {
  sv: 'Om jag får veta eller misstänker att ett barn far illa är jag skyldig att göra en anmälan till socialtjänsten. Du väljer själv vad du berättar om vem du är.',
  en: 'If I learn or suspect that a child is being harmed, I have a duty to report it to social services. You choose what you tell me about who you are.',
}
