import type { StaffText } from '../writtenTexts.ts'

/**
 * What an advisor is asked to find out what must, may and cannot be reported, as data. It says no more than the summary of the legal study
 * of 2019 that the line was set up with; what the study does not say is said to be open. The texts are for advisors, never for callers.
 */
export const GUIDES = ['child', 'crime'] as const
/** `child`: a report of concern to social services. `crime`: a report to the police. */
export type GuideId = (typeof GUIDES)[number]

export const QUESTION_IDS = ['concern', 'known', 'recipient', 'act', 'nearness', 'gravity'] as const
export type QuestionId = (typeof QUESTION_IDS)[number]

export interface GuideOption extends StaffText {
  readonly id: string
  /** Of a question with several answers: stands alone. */
  readonly alone?: true
}

export interface GuideQuestion {
  readonly id: QuestionId
  readonly several: boolean
  readonly text: StaffText
  readonly help: StaffText | null
  readonly options: readonly GuideOption[]
}

const unsure: GuideOption = { id: 'unsure', sv: 'Jag vet inte än', en: 'I do not know yet' }

/** The questions of each guide, in their order. */
export const QUESTIONS: Readonly<Record<GuideId, readonly GuideQuestion[]>> = {
  child: [
    {
      id: 'concern',
      several: false,
      text: { sv: 'Far ett barn illa?', en: 'Is a child being harmed?' },
      help: { sv: 'Det räcker att du misstänker det. Du behöver inte veta.', en: 'It is enough to suspect it. You need not know.' },
      options: [
        { id: 'learned', sv: 'Ja, det har jag fått veta', en: 'Yes, I have learned it' },
        { id: 'suspected', sv: 'Jag misstänker det', en: 'I suspect it' },
        unsure,
        { id: 'no', sv: 'Nej', en: 'No' },
      ],
    },
    {
      id: 'known',
      several: true,
      text: { sv: 'Vad vet du om vem det gäller?', en: 'What do you know of whom it concerns?' },
      help: {
        sv: 'Bara det personen själv har berättat. Ofullständiga uppgifter är inget skäl att låta bli. Sök aldrig efter den som ringer.',
        en: 'Only what the person has told. Incomplete information is no reason not to report. Never search for the caller.',
      },
      options: [
        { id: 'child', sv: 'Något om barnet, till exempel namn eller ålder', en: 'Something of the child, such as a name or an age' },
        { id: 'school', sv: 'Förskola eller skola', en: 'Preschool or school' },
        { id: 'family', sv: 'Något om familjen', en: 'Something of the family' },
        { id: 'home', sv: 'Var barnet bor eller är', en: 'Where the child lives or is' },
        {
          id: 'nothing',
          alone: true,
          sv: 'Ingenting, och personen vill inte berätta mer',
          en: 'Nothing, and the person does not want to tell more',
        },
      ],
    },
    {
      id: 'recipient',
      several: false,
      text: { sv: 'Går det att veta vilken socialtjänst det är?', en: 'Can the right social services be found?' },
      help: {
        sv: 'Anmälan går till kommunens socialtjänst, i Stockholm till stadsdelens. En skola eller en plats kan räcka för att veta vilken.',
        en: 'The report goes to the social services of the municipality, in Stockholm of the district. A school or a place can be enough to know which.',
      },
      options: [
        { id: 'place', sv: 'Ja, kommunen eller stadsdelen är känd', en: 'Yes, the municipality or district is known' },
        { id: 'through', sv: 'Ja, genom skolan eller något annat', en: 'Yes, through the school or something else' },
        unsure,
        { id: 'no', sv: 'Nej', en: 'No' },
      ],
    },
  ],
  crime: [
    {
      id: 'act',
      several: false,
      text: { sv: 'Vilket slags brott?', en: 'What kind of crime?' },
      help: null,
      options: [
        {
          id: 'listed',
          sv: 'Försök eller förberedelse till mord, dråp, barnadråp eller misshandel som inte är ringa, eller stämpling till mord, dråp, grov eller synnerligen grov misshandel',
          en: 'Attempt or preparation of murder, manslaughter, infanticide or assault that is not minor, or conspiracy to murder, manslaughter, gross or exceptionally gross assault',
        },
        { id: 'life', sv: 'Ett annat brott mot någons liv eller hälsa', en: "Another crime against somebody's life or health" },
        unsure,
        { id: 'other', sv: 'Inget av detta', en: 'None of these' },
      ],
    },
    {
      id: 'nearness',
      several: false,
      text: { sv: 'Hur nära i tid är det?', en: 'How near in time is it?' },
      help: null,
      options: [
        { id: 'underWay', sv: 'Det pågår, eller har påbörjats eller förberetts', en: 'It is going on, or has been begun or prepared' },
        { id: 'near', sv: 'Det är nära, men inget är påbörjat eller förberett', en: 'It is near, but nothing has been begun or prepared' },
        { id: 'talk', sv: 'Tankar eller ord, utan tecken på att det är nära', en: 'Thoughts or words, without a sign that it is near' },
        unsure,
        { id: 'over', sv: 'Det är över', en: 'It is over' },
      ],
    },
    {
      id: 'gravity',
      several: false,
      text: { sv: 'Är det allvarligt?', en: 'Is it grave?' },
      help: {
        sv: 'Det krävs ett visst allvar för att skyldigheten och rätten att anmäla ska gälla.',
        en: 'Some gravity is needed before the duty and the right to report apply.',
      },
      options: [{ id: 'yes', sv: 'Ja', en: 'Yes' }, unsure, { id: 'no', sv: 'Nej', en: 'No' }],
    },
  ],
}

/** Who the questions are from, as it is shown beside them. */
export const GUIDANCE_SOURCE = {
  sv: 'Frågorna följer sammanfattningen av den rättsliga utredning (JP Infonet AB) som linjen startade med, i Länsstyrelsen i Stockholms rapport 2019. De ersätter inte en jurist.',
  en: 'The questions follow the summary of the legal study (JP Infonet AB) that the line started with, in the report of the County Administrative Board of Stockholm, 2019. They do not replace a lawyer.',
} satisfies StaffText
