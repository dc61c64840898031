import type { DataKind } from '../../../shared/staff/dataMap.ts'
import { KEEP_ACCOUNT_READINGS_DAYS } from '../../../shared/staff/staffData.ts'

/** What is said of a kind of data: its name, what it is for, how long it is kept, and who can read it. */
export type KindText = readonly [name: string, purpose: string, kept: string, readers: string]

const svSupervisors = 'Arbetsledare.'
const svNoEnd = 'Utan slut. Leder inte till någon som ringer.'

const svKinds: Record<DataKind, KindText> = {
  calls: [
    'Samtal och motringningar',
    'Att föra samtalen, och att följa hur många de är och hur länge någon väntar. Ett slumpat id, linje, tider och vad det blev.',
    svNoEnd,
    'Arbetsledare, i uppföljningen: tider till kvarten, utan id. Rådgivare ser bara det som pågår.',
  ],
  callAdvisor: [
    'Vem som svarade i ett samtal',
    'Att den som svarade kan fylla i samtalets formulär. Ingen sida räknar samtal per person.',
    'Tills kontot tas bort.',
    'Visas inte på någon sida. Den som kontot gäller, och arbetsledare, kan hämta ut hur många det var, månad för månad.',
  ],
  callSums: ['Dagssummor, och räknade mejlsvar', 'Månader och år utan att gå igenom varje samtal.', svNoEnd, svSupervisors],
  presence: [
    'Bemanning: inloggad tid per linje och timme',
    'Att se om bemanningen räcker. Summor utan uppgift om vem, och hur många som var inloggade samtidigt.',
    'Utan slut. Leder inte till någon i personalen när minst två var inloggade. Andra timmar visas inte.',
    svSupervisors,
  ],
  importedCalls: [
    'Samtal från tidigare system',
    'Att jämföra med åren före. Ur filen tas tider och längder. Numren i den skickas aldrig till servern.',
    'Tills en arbetsledare ångrar importen. Vem som gjorde den sparas med den.',
    svSupervisors,
  ],
  formAnswers: [
    'Svar i formulär om samtal, och deras summor',
    'Statistik om vilka som ringer och vad de behöver. Val ur listor, inte fri text.',
    'Svaren utan slut. När bandet till samtalet klipps blir dagen till en vecka.',
    'Rådgivaren som svarade, tills formuläret stängs. Sedan bara som rapporter, där små tal göms.',
  ],
  formTie: [
    'Vilket samtal ett formulär hör till',
    'Att formuläret kan fyllas i efter samtalet.',
    'Den tid som är inställd för linjen, annars 12 månader. Sedan går det inte att återskapa.',
    'Ingen sida visar det.',
  ],
  formNotes: [
    'Anteckningar i formulär',
    'Stöd för minnet och för veckans möte. Fältet varnar för det som kan peka ut någon.',
    'Den tid som är inställd för linjen, annars 90 dagar. Arbetsledare kan radera tidigare.',
    'Rådgivaren som skrev, så länge formuläret är öppet, och arbetsledare när veckan är slut. Det loggas att de lästes.',
  ],
  messages: [
    'Meddelanden: att de kom, och vad som gjordes',
    'Att den som har lämnat ett meddelande blir uppringd av en enda.',
    'Utan slut. Vem av personalen som gjorde vad står kvar med ett id, som inte leder till något namn när kontot är borta.',
    'Rådgivare på linjen, så länge meddelandet är öppet.',
  ],
  messageSound: [
    'Meddelandets ljud och dess nyckel',
    'Att höra vad den som ringde bad om. Ljudet ligger förseglat i en egen fil.',
    'Tills meddelandet är avslutat, eller den tid som är inställd för linjen, annars 14 dagar. Då raderas fil och nyckel.',
    'Rådgivare på linjen. Det sparas att någon har lyssnat.',
  ],
  surveyAnswers: [
    'Svar på enkäten till dem som har ringt',
    'Att höra hur samtalet var. Bara summor för ett kvartal. Inget svar sparas för sig.',
    'Den tid som är inställd under Enkät, annars fem år.',
    'Arbetsledare, för hela kvartal som är slut.',
  ],
  dutyReports: [
    'Anmälningar till socialtjänst och polis, och vilka som har läst dem',
    'Att fullgöra en skyldighet. Det enda stället för vad någon har berättat om sig själv. Förseglat.',
    'Den tid som är inställd, annars 30 dagar efter att den skickades och 90 om den inte skickades. Läsningarna ett år till.',
    'Den som skrev, och arbetsledare på linjen. Varje läsning sparas och syns.',
  ],
  dutyCounts: [
    'Hur många anmälningar',
    'Statistik. Linje, månad, slag och vad det blev, utan väg till någon anmälan.',
    'Utan slut.',
    'Arbetsledare, med små tal gömda.',
  ],
  dutySettings: [
    'Laghänvisningar och deras versioner',
    'Att visa vad som gällde när, och vem som bekräftade det. Namnet på den som har bekräftat en lag står med.',
    'Utan slut: de är bevis för vad rådgivare fick veta.',
    'Rådgivare och arbetsledare.',
  ],
  writtenTexts: [
    'Texter om anmälningar, regler i formuläret och kunskapssidor, med deras versioner',
    'Att visa vad rådgivare läste när, och vem som skrev det. Namnet på den som har skrivit en text står med.',
    'Utan slut: de är bevis för vad rådgivare fick veta.',
    'Rådgivare och arbetsledare.',
  ],
  services: [
    'Verksamheter att hänvisa till, deras versioner, möten och frågor',
    'Att hänvisa rätt. Kan ha namn på en kontaktperson i en verksamhet, som hör till dess arbete.',
    'Tills en arbetsledare ändrar. Tidigare versioner utan slut.',
    'Rådgivare: det som gäller nu. Arbetsledare: även historik och möten.',
  ],
  accounts: [
    'Konton: användarnamn, namn, roll, linjer och språk',
    'Att logga in, få rätt samtal och synas för kollegor.',
    'Tills kontot tas bort.',
    'Namn och linjer: alla som är inloggade. Resten: arbetsledare.',
  ],
  passwords: [
    'Lösenord',
    'Att känna igen den som loggar in. Sparas så att det inte går att läsa (scrypt).',
    'Tills kontot tas bort.',
    'Ingen.',
  ],
  qualification: [
    'Utbildning, erfarenhet och utbildningslogg',
    'Att den som leder linjen vet att den som svarar har utbildning för det.',
    'Tills kontot tas bort.',
    'Arbetsledare, och den som det gäller under sitt namn högst upp.',
  ],
  sessions: [
    'Inloggningar',
    'Att hålla någon inloggad. Ingen adress, och inte vilken webbläsare.',
    'Tolv timmar efter senaste användning, en tavlas 400 dagar. Tas bort när någon loggar ut.',
    'Ingen sida visar det. Den som kontot gäller, och arbetsledare, kan hämta ut det.',
  ],
  accountReadings: [
    'Att någon har hämtat en annans uppgifter',
    'Att den som uppgifterna gäller ska få veta det.',
    `${KEEP_ACCOUNT_READINGS_DAYS} dagar.`,
    'Den som det gäller, i sina uppgifter.',
  ],
  meetings: [
    'Mötesanteckningar, beslut, markeringar och jämförelser',
    'Att följa upp veckan, och minnas vad som har bestämts.',
    'Utan slut. Vem som skrev står kvar med ett id, som inte leder till något namn när kontot är borta.',
    svSupervisors,
  ],
  lines: ['Linjer, tavlor och den här sidans rättsliga grunder', 'Inställningar.', 'Tills en arbetsledare ändrar.', svSupervisors],
  upkeep: ['Databasens egen bokföring', 'Att nästa version vet vilka tabeller som finns.', 'Utan slut.', 'Den som sköter servern.'],
  prompts: [
    'Inspelade meddelanden till dem som ringer',
    'Att höra en mänsklig röst. Rösten är någon i personalen.',
    'Tills en arbetsledare tar bort dem.',
    'Alla som ringer hör dem.',
  ],
  keyFile: [
    'Nyckeln till ljud och anmälningar',
    'Att det förseglade inte går att läsa ur databasen eller en kopia av den.',
    'Så länge servern används.',
    'Den som sköter servern.',
  ],
  serverLog: [
    'Serverns logg',
    'Att hitta fel. Kan ha ett kontos id och att en veckas anteckningar lästes. Aldrig något om den som ringer.',
    'Så länge som servern är inställd att spara loggar: bestäms av den som sköter den.',
    'Den som sköter servern.',
  ],
  memory: [
    'Spärrar mot överbelastning',
    'Att en enda adress inte kan stänga ute andra. Bara i minnet, under en nyckel som byts varje timme.',
    'Högst en timme.',
    'Ingen.',
  ],
  browser: [
    'I personalens webbläsare',
    'Att minnas språk, mikrofon och högtalare. Inloggningens kaka.',
    'Tills webbläsarens data rensas. Kakan tills webbläsaren stängs.',
    'Den som använder datorn.',
  ],
  backups: [
    'Säkerhetskopior',
    'Att inte förlora något om maskinen går sönder. De har det som databasen hade när kopian gjordes.',
    'Bestäms av den som sköter servern. Kortare än den kortaste tiden ovan, annars gäller inte den.',
    'Den som sköter servern.',
  ],
}

const enSupervisors = 'Supervisors.'
const enNoEnd = 'Without end. Leads to nobody who calls.'

const enKinds: Record<DataKind, KindText> = {
  calls: [
    'Calls and call-backs',
    'To carry the calls, and to follow how many there are and how long anybody waits. A random id, line, times and what became of it.',
    enNoEnd,
    'Supervisors, in the review: times to the quarter of an hour, without the id. Advisors see only what is under way.',
  ],
  callAdvisor: [
    'Who answered a call',
    'So that whoever answered can fill in the form about the call. No page counts calls by person.',
    'Until the account is removed.',
    'Shown on no page. The holder of the account, and supervisors, can take out how many there were, month by month.',
  ],
  callSums: ['Sums of days, and e-mails answered', 'Months and years without going through each call.', enNoEnd, enSupervisors],
  presence: [
    'Staffing: signed-in time by line and hour',
    'To see whether the staffing is enough. Sums without who it was, and how many were signed in at the same time.',
    'Without end. Leads to nobody of the staff when two or more were signed in. Other hours are not shown.',
    enSupervisors,
  ],
  importedCalls: [
    'Calls of earlier systems',
    'To compare with the years before. Times and lengths are taken from the file. Its numbers are never sent to the server.',
    'Until a supervisor undoes the import. Who made it is kept with it.',
    enSupervisors,
  ],
  formAnswers: [
    'Answers in forms about calls, and their sums',
    'Statistics about who calls and what they need. Choices from lists, no free text.',
    'The answers without end. When the tie to the call is cut, the day becomes a week.',
    'The advisor who answered, until the form is closed. Then only as reports, in which small numbers are hidden.',
  ],
  formTie: [
    'Which call a form belongs to',
    'So that the form can be filled in after the call.',
    'As long as the line is set to, otherwise 12 months. It cannot be restored then.',
    'Shown on no page.',
  ],
  formNotes: [
    'Notes in forms',
    'An aid to memory and for the weekly meeting. The field warns of what could point at somebody.',
    'As long as the line is set to, otherwise 90 days. Supervisors can erase earlier.',
    'The advisor who wrote, while the form is open, and supervisors when the week is over. That they were read is logged.',
  ],
  messages: [
    'Messages: that they came, and what was done',
    'So that whoever has left a message is called back by one person.',
    'Without end. Who of the staff did what stays with an id that leads to no name once the account is gone.',
    'Advisors of the line, while the message is open.',
  ],
  messageSound: [
    'The sound of a message and its key',
    'To hear what the caller asked for. The sound lies sealed in a file of its own.',
    'Until the message is closed, or as long as the line is set to, otherwise 14 days. File and key are erased then.',
    'Advisors of the line. That somebody has listened is kept.',
  ],
  surveyAnswers: [
    'Answers to the survey of those who have called',
    'To hear how the call was. Only sums of a quarter of a year. No answer is kept by itself.',
    'As long as is set under Survey, otherwise five years.',
    'Supervisors, for whole quarters that are over.',
  ],
  dutyReports: [
    'Reports to social services and the police, and who has read them',
    'To fulfil a duty. The one place for what somebody has told of themselves. Sealed.',
    'As long as is set, otherwise 30 days after it was sent, and 90 if it was not. The readings a year more.',
    'Its author, and supervisors of the line. Each reading is kept and shown.',
  ],
  dutyCounts: [
    'How many reports',
    'Statistics. Line, month, kind and what came of it, with no way to any report.',
    'Without end.',
    'Supervisors, with small numbers hidden.',
  ],
  dutySettings: [
    'References to the law and their versions',
    'To show what held when, and who confirmed it. The name of whoever has confirmed a law stands with it.',
    'Without end: they are evidence of what advisors were told.',
    'Advisors and supervisors.',
  ],
  writtenTexts: [
    'Texts on reporting, rules of the form and pages of knowledge, with their versions',
    'To show what advisors read when, and who wrote it. The name of whoever has written a text stands with it.',
    'Without end: they are evidence of what advisors were told.',
    'Advisors and supervisors.',
  ],
  services: [
    'Services to refer to, their versions, meetings and questions',
    'To refer rightly. Can have the name of a contact person at a service, which belongs to its work.',
    'Until a supervisor changes it. Earlier versions without end.',
    'Advisors: what holds now. Supervisors: history and meetings too.',
  ],
  accounts: [
    'Accounts: user name, name, role, lines and languages',
    'To sign in, to get the right calls, and to be seen by colleagues.',
    'Until the account is removed.',
    'Name and lines: everybody who is signed in. The rest: supervisors.',
  ],
  passwords: ['Passwords', 'To know who signs in. Kept so that they cannot be read (scrypt).', 'Until the account is removed.', 'Nobody.'],
  qualification: [
    'Training, experience and the training log',
    'So that whoever leads the line knows that those who answer are trained for it.',
    'Until the account is removed.',
    'Supervisors, and the person it is about under their own name at the top.',
  ],
  sessions: [
    'Sign-ins',
    'To keep somebody signed in. No address, and not which browser.',
    'Twelve hours after the last use, those of a board 400 days. Removed at sign-out.',
    'Shown on no page. The holder of the account, and supervisors, can take it out.',
  ],
  accountReadings: [
    'That somebody has taken out another person’s data',
    'So that the person it is about gets to know.',
    `${KEEP_ACCOUNT_READINGS_DAYS} days.`,
    'The person it is about, in their own data.',
  ],
  meetings: [
    'Notes of meetings, decisions, marks and comparisons',
    'To follow up the week, and to remember what has been decided.',
    'Without end. Who wrote stays with an id that leads to no name once the account is gone.',
    enSupervisors,
  ],
  lines: ['Lines, boards and the legal grounds of this page', 'Settings.', 'Until a supervisor changes them.', enSupervisors],
  upkeep: [
    'The bookkeeping of the database',
    'So that the next version knows which tables there are.',
    'Without end.',
    'Whoever runs the server.',
  ],
  prompts: [
    'Recorded announcements to callers',
    'To hear a human voice. It is the voice of somebody of the staff.',
    'Until a supervisor removes them.',
    'Everybody who calls hears them.',
  ],
  keyFile: [
    'The key of sounds and reports',
    'So that what is sealed cannot be read from the database or a copy of it.',
    'As long as the server is used.',
    'Whoever runs the server.',
  ],
  serverLog: [
    'The log of the server',
    'To find faults. Can have the id of an account and that the notes of a week were read. Never anything about a caller.',
    'As long as the server is set to keep logs: up to whoever runs it.',
    'Whoever runs the server.',
  ],
  memory: [
    'Limits against floods',
    'So that a single address cannot shut out others. Only in memory, under a key that is changed each hour.',
    'An hour at most.',
    'Nobody.',
  ],
  browser: [
    'In the browsers of the staff',
    'To remember language, microphone and loudspeaker. The cookie of the sign-in.',
    'Until the data of the browser are cleared. The cookie until the browser is closed.',
    'Whoever uses the computer.',
  ],
  backups: [
    'Backups',
    'To lose nothing if the machine breaks. They have what the database had when the copy was made.',
    'Up to whoever runs the server. Shorter than the shortest time above, or that time does not hold.',
    'Whoever runs the server.',
  ],
}

const sv = {
  title: 'Vad som sparas',
  lead: 'Allt som sparas, vad det är till för, hur länge det sparas och vem som kan läsa det. Listan jämförs med databasen varje gång Lyhörd testas: en ny kolumn som inte står här stoppar testet.',
  noCallers:
    'Om den som ringer finns ingenting att lämna ut eller radera: inget nummer, namn, ingen adress och ingenting som leder till någon. Det som någon själv har berättat kan finnas i ett meddelande, en anteckning eller en anmälan, och raderas efter de tider som står här.',
  staff:
    'Om personalen: var och en hämtar allt som sparas om det egna kontot under sitt namn högst upp. Arbetsledare kan göra det under Konton.',
  kind: 'Vad',
  purpose: 'Till vad',
  kept: 'Hur länge',
  readers: 'Vem som kan läsa',
  ground: 'Rättslig grund',
  groundHint: 'Fylls i av den som är personuppgiftsansvarig. Sparas medan du skriver.',
  places: 'Tabeller och kolumner',
  noPlaces: 'Inte i databasen.',
  file: 'vad-som-sparas',
  kinds: svKinds,
}

const en: typeof sv = {
  title: 'What is kept',
  lead: 'Everything that is kept, what it is for, how long it is kept and who can read it. The list is compared with the database each time Lyhörd is tested: a new column that does not stand here stops the test.',
  noCallers:
    'About callers there is nothing to hand out or to erase: no number, name or address, and nothing that leads to anybody. What somebody has told of themselves can be in a message, a note or a report, and is erased after the times that stand here.',
  staff:
    'About the staff: everybody takes out all that is kept of their own account under their name at the top. Supervisors can do so under Accounts.',
  kind: 'What',
  purpose: 'What for',
  kept: 'How long',
  readers: 'Who can read',
  ground: 'Legal ground',
  groundHint: 'Filled in by the controller of the data. Saved while you write.',
  places: 'Tables and columns',
  noPlaces: 'Not in the database.',
  file: 'what-is-kept',
  kinds: enKinds,
}

export const dataWords = { sv, en }
