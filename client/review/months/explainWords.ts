import type { PublishedFigure } from '../../../shared/volume/publishedFigures.ts'

type Unit = PublishedFigure['unit']
type Kind = PublishedFigure['kind']
const units: Record<Unit, string> = { calls: 'samtal', callsPerMonth: 'samtal i månaden', inhabitants: 'invånare' }
const about: Record<Kind, string> = { exact: '', approximate: 'ca ', rounded: 'avrundat ', read: '' }
const lines: Record<PublishedFigure['line'], string> = { 'respect-phoneline': 'Respect Phoneline', 'valj-att-sluta': 'Välj att sluta' }

const sv = {
  title: 'Så räknas siffrorna',
  /** What is counted, what is not, how it is reckoned. */
  figures: [
    [
      'Samtal',
      'Alla samtal som kom när linjen var öppen, vad det än blev av dem, i den månad de kom på linjens klocka. Inte samtal till en stängd linje och inte återuppringningar. Samtal = besvarade + avbrutna + korta avbrott + röstbrevlåda + övriga + okänt. Ett samtal räknas här när det är slut.',
    ],
    ['Besvarade', 'En rådgivare talade med den som ringde, hur samtalet än slutade.'],
    ['Avbrutna', 'Den som ringde lade på i kön efter 10 sekunder eller mer, utan att ha fått svar.'],
    ['Korta avbrott', 'Detsamma före 10 sekunder. De räknas för sig, för ingen hann svara.'],
    ['Röstbrevlåda', 'Den som ringde valde att lämna ett meddelande i stället för att vänta.'],
    ['Övriga', 'Linjen stängde medan den som ringde väntade, eller ett fel hos oss avbröt före svar.'],
    [
      'Okänt och importerat',
      'Av samtal som importerats från ett annat system är det ibland inte känt vad det blev. De räknas i samtal och är utmärkta för sig.',
    ],
    ['Återuppringningar', 'Försök från linjen att ringa upp, och hur många av dem som fick svar. De ingår inte i samtal.'],
    ['Mötte stängd linje', 'Samtal som kom när linjen var stängd, även om ett meddelande lämnades. De ingår inte i samtal.'],
    [
      'Per miljon invånare',
      'Antal ÷ (invånare ÷ 1 000 000). Invånarna är medeltalet av månadens dagar. Snittet är samtalen ÷ summan av månadernas invånare, över de månader i perioden då linjen fanns och som är slut.',
    ],
    [
      'Jämförelsen',
      'Det som arbetsledaren valt för linjen. Av en egen period räknas samtal på alla kanaler. Respect Phoneline räknas på 60 miljoner invånare, avrundat.',
    ],
    [
      'Slumpen',
      'Skillnaden prövas som två Poissontal mot varandra (exakt, Clopper–Pearson), mot ett snitt eller mål som ett Poissontal mot ett fast tal (Garwood). Gränserna håller minst 95 gånger av 100 om samtalen kommer oberoende av varandra.',
    ],
    [
      'Prognosen',
      'Samtal hittills ÷ andelen öppna timmar som gått. Gränserna är alla månadstal som det man sett inte talar emot (binomialfördelning, 95 av 100); med få samtal är de vida.',
    ],
  ] as readonly (readonly [string, string])[],
  dayByDay: 'Siffrorna kommer ur dagssummor som förs när varje samtal slutar. Kommandot npm run rollups visar att de är lika med samtalen.',
  published: 'Publicerade siffror och deras källor',
  readNote:
    'Rapporten säger ”de tre första månaderna” om 50, 69 och 40; att det är kalendermånader är vår läsning. De 10,4 miljonerna från 2021 är vår egen uppskattning.',
  sources: 'Källor',
  figure: 'Siffra',
  value: 'Värde',
  period: 'Period',
  source: 'Källa',
  noPeriod: 'ej angiven',
  units,
  about,
  lines,
}

const en: typeof sv = {
  title: 'How the figures are counted',
  figures: [
    [
      'Calls',
      'All calls that came while the line was open, whatever became of them, in the month in which they came by the line’s clock. Not calls to a closed line, and not call-backs. Calls = answered + abandoned + short abandons + voicemail + other + not known. A call is counted here when it is over.',
    ],
    ['Answered', 'An advisor talked with the caller, however the call ended.'],
    ['Abandoned', 'The caller hung up in the queue after 10 seconds or more, without an answer.'],
    ['Short abandons', 'The same before 10 seconds. They are counted apart, for nobody had time to answer.'],
    ['Voicemail', 'The caller chose to leave a message rather than wait.'],
    ['Other', 'The line closed while the caller waited, or a fault of ours cut in before an answer.'],
    [
      'Not known and imported',
      'Of calls imported from another system it is sometimes not known what became of them. They count as calls, and are marked apart.',
    ],
    ['Call-backs', 'Attempts of the line to call somebody back, and how many of them were answered. They are not in calls.'],
    ['Met a closed line', 'Calls that came while the line was closed, also when a message was left. They are not in calls.'],
    [
      'Per million inhabitants',
      'Count ÷ (inhabitants ÷ 1,000,000). Inhabitants are the mean over the days of the month. The mean is the calls ÷ the sum of the months’ inhabitants, over the months of the period in which the line existed and that are over.',
    ],
    [
      'The baseline',
      'What the supervisor has chosen for the line. Of a period of its own, calls on all channels are counted. Respect Phoneline is reckoned on 60 million inhabitants, rounded.',
    ],
    [
      'Chance',
      'The difference is tried as two Poisson counts against each other (exact, Clopper–Pearson), against a mean or a target as a Poisson count against a fixed number (Garwood). The limits hold at least 95 times of 100 if calls come independently of each other.',
    ],
    [
      'The forecast',
      'Calls so far ÷ the share of open hours that has passed. The limits are all totals that what has been seen does not speak against (binomial distribution, 95 of 100); with few calls they are wide.',
    ],
  ],
  dayByDay:
    'The figures come from daily sums that are kept as each call ends. The command npm run rollups shows that they equal the calls.',
  published: 'Published figures and their sources',
  readNote:
    'The report says “the first three months” of 50, 69 and 40; that these are calendar months is our reading. The 10.4 million from 2021 are our own estimate.',
  sources: 'Sources',
  figure: 'Figure',
  value: 'Value',
  period: 'Period',
  source: 'Source',
  noPeriod: 'not given',
  units: { calls: 'calls', callsPerMonth: 'calls a month', inhabitants: 'inhabitants' },
  about: { exact: '', approximate: 'about ', rounded: 'rounded ', read: '' },
  lines,
}

export const explainWords = { sv, en }
