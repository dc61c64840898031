import type { PromptId } from '../../../shared/prompts.ts'
import type { MicrophoneFault } from '../../phone/microphone.ts'
import type { RecordingFault } from './makeRecording.ts'

/** What a prompt is called, and when it is heard. */
type Named = Record<PromptId, readonly [name: string, when: string]>

const svPlace = (n: number) => [`Plats ${n} i kön`, 'Sägs ibland medan man väntar.'] as const
const enPlace = (n: number) => [`Place ${n} in the queue`, 'Said now and then while waiting.'] as const

const svPrompts: Named = {
  welcome: ['Välkommen', 'Först i samtalet, när linjen är öppen.'],
  choose_language: ['Välj språk', 'Först i samtalet, på varje språk efter det andra.'],
  queue_wait: ['Ingen är ledig', 'När ingen svarat på en stund, sedan högst varannan minut.'],
  position_1: svPlace(1),
  position_2: svPlace(2),
  position_3: svPlace(3),
  position_4: svPlace(4),
  position_5: svPlace(5),
  position_6: svPlace(6),
  position_7: svPlace(7),
  position_8: svPlace(8),
  position_9: svPlace(9),
  position_many: ['Plats 10 eller senare', 'Sägs ibland medan man väntar.'],
  press_message: ['Lämna meddelande med knapp', 'Efter ”Ingen är ledig”.'],
  returned: ['Tillbaka i kön', 'När rådgivarens telefon eller nät har gått sönder mitt i samtalet.'],
  closed: ['Stängt', 'När linjen är stängd. Din egen inspelning säger också öppettiderna: gör om den när de ändras.'],
  hours_weekdays_three: ['Öppettider', 'Efter ”Stängt”, så länge ”Stängt” är vår standardröst.'],
  hours_weekdays_five: ['Öppettider', 'Efter ”Stängt”, så länge ”Stängt” är vår standardröst.'],
  danger: ['Vid fara', 'Sist när linjen är stängd.'],
  leave_message: ['Lämna ett meddelande', 'Före tonen.'],
  press_return: ['Tillbaka till kön med knapp', 'Före tonen, för den som väntade i kön.'],
  message_saved: ['Meddelandet är sparat', 'När ett meddelande har lämnats.'],
  message_failed: ['Meddelandet kunde inte sparas', 'Om något går fel hos oss.'],
  no_message: [
    'Det går inte att lämna meddelande',
    'När meddelanden inte kan sparas på servern: efter ”Stängt”, och för den som trycker på knappen.',
  ],
  waiting: ['Väntljud', 'Om och om igen medan man väntar.'],
  hold: ['Pausljud', 'När rådgivaren har pausat samtalet. Utan egen inspelning hörs väntljudet.'],
  beep: ['Ton', 'Innan inspelningen av ett meddelande börjar.'],
  ringback: ['Ringsignal', 'För rådgivaren, medan det ringer hos den som rings upp.'],
}

const enPrompts: Named = {
  welcome: ['Welcome', 'First in the call, when the line is open.'],
  choose_language: ['Choose a language', 'First in the call, in one language after the other.'],
  queue_wait: ['Nobody is free', 'When nobody has answered for a while, then every two minutes at most.'],
  position_1: enPlace(1),
  position_2: enPlace(2),
  position_3: enPlace(3),
  position_4: enPlace(4),
  position_5: enPlace(5),
  position_6: enPlace(6),
  position_7: enPlace(7),
  position_8: enPlace(8),
  position_9: enPlace(9),
  position_many: ['Place 10 or later', 'Said now and then while waiting.'],
  press_message: ['Leave a message by key', 'After “Nobody is free”.'],
  returned: ['Back in the queue', 'When the advisor’s phone or network has broken in the middle of a call.'],
  closed: ['Closed', 'When the line is closed. A recording of yours says the opening hours too: make a new one when they change.'],
  hours_weekdays_three: ['Opening hours', 'After “Closed”, as long as “Closed” is our standard voice.'],
  hours_weekdays_five: ['Opening hours', 'After “Closed”, as long as “Closed” is our standard voice.'],
  danger: ['In danger', 'Last when the line is closed.'],
  leave_message: ['Leave a message', 'Before the tone.'],
  press_return: ['Back to the queue by key', 'Before the tone, for those who waited in the queue.'],
  message_saved: ['The message is saved', 'When a message has been left.'],
  message_failed: ['The message could not be saved', 'If something goes wrong on our side.'],
  no_message: ['No message can be left', 'When messages cannot be kept on the server: after “Closed”, and for who presses the key.'],
  waiting: ['Waiting sound', 'Again and again while waiting.'],
  hold: ['Hold sound', 'When the advisor has put the call on hold. Without a recording of yours the waiting sound is heard.'],
  beep: ['Tone', 'Before the recording of a message begins.'],
  ringback: ['Ringing', 'For the advisor, while it rings at the person who is called.'],
}

const svMicrophone: Record<MicrophoneFault, string> = {
  blocked: 'Webbläsaren släpper inte fram mikrofonen. Klicka på ikonen till vänster om adressen, tillåt mikrofon och försök igen.',
  missing: 'Ingen mikrofon hittades. Anslut en och försök igen.',
  inUse: 'Mikrofonen används av ett annat program. Stäng det programmet och försök igen.',
  insecure: 'Webbläsaren släpper bara fram mikrofonen på en säker adress (https). Öppna sidan med https, eller ladda upp en ljudfil.',
  lost: 'Mikrofonen försvann. Anslut den igen och försök igen.',
  unknown: 'Mikrofonen kunde inte öppnas. Prova en annan mikrofon, eller ladda upp en ljudfil.',
}
const enMicrophone: typeof svMicrophone = {
  blocked: 'The browser blocks the microphone. Click the icon to the left of the address, allow the microphone and try again.',
  missing: 'No microphone was found. Connect one and try again.',
  inUse: 'The microphone is used by another program. Close that program and try again.',
  insecure: 'The browser allows the microphone only on a secure address (https). Open the page with https, or upload a sound file.',
  lost: 'The microphone disappeared. Connect it again and try again.',
  unknown: 'The microphone could not be opened. Try another one, or upload a sound file.',
}

const svFaults: Record<RecordingFault, string> = {
  empty: 'Filen är tom. Välj en annan ljudfil.',
  tooLarge: 'Filen är större än 100 MB. Välj en ljudfil på högst två minuter.',
  unreadable:
    'Webbläsaren kan inte läsa filen som ljud: den är skadad, eller något annat än en ljudfil. Välj till exempel en fil som slutar på .wav, .mp3, .m4a, .ogg eller .flac.',
  silent: 'Det hörs ingenting i inspelningen. Kontrollera mikrofonen, eller välj en annan fil.',
  tooLong: 'Ljudet är längre än två minuter. Läs in en kortare text, eller klipp filen.',
  cannotEncode: 'Den här webbläsaren kan inte göra om ljud till rätt format. Använd en ny version av Chrome, Edge eller Firefox.',
}
const enFaults: typeof svFaults = {
  empty: 'The file is empty. Choose another sound file.',
  tooLarge: 'The file is larger than 100 MB. Choose a sound file of at most two minutes.',
  unreadable:
    'The browser cannot read the file as sound: it is damaged, or something else than a sound file. Choose for example a file that ends in .wav, .mp3, .m4a, .ogg or .flac.',
  silent: 'Nothing can be heard in the recording. Check the microphone, or choose another file.',
  tooLong: 'The sound is longer than two minutes. Read a shorter text, or cut the file.',
  cannotEncode: 'This browser cannot convert sound to the right format. Use a recent version of Chrome, Edge or Firefox.',
}

const sv = {
  prompts: svPrompts,
  microphone: svMicrophone,
  faults: svFaults,
  // languages
  languages: 'Språk för den som ringer',
  languagesHint: 'Svenska och engelska har en standardröst. De andra språken behöver egna inspelningar.',
  firstLanguage: 'Språk när inget är valt',
  menu: 'Den som ringer väljer språk med en knapp',
  menuHint: (keys: string) => `Knapparna är alltid desamma: ${keys}. Språk utan inspelningen ”Välj språk” erbjuds inte.`,
  sayPosition: 'Säg vilken plats i kön man har',
  noLanguage: 'Välj minst ett språk.',
  save: 'Spara',
  saved: 'Sparat.',
  // recordings
  recordings: 'Det som hörs',
  recordingsLead:
    'Standardrösten är en dators. Läs gärna in texterna med en lugn, mänsklig röst. En ny inspelning hörs från och med nästa samtal.',
  language: 'Språk',
  draft: 'Texterna är ett förslag. Godkänn dem i verksamheten innan de läses in.',
  machineDraft: 'Texterna är maskinöversatta utkast. De får inte läsas in förrän någon som har språket som modersmål har granskat dem.',
  notReviewed: 'Maskinöversatt utkast, inte granskat.',
  missingCount: (n: number, instead: string) =>
    n === 1
      ? `En text saknas på det här språket. I stället hörs den på ${instead}.`
      : `${n} texter saknas på det här språket. I stället hörs de på ${instead}.`,
  sounds: 'Ljud, lika på alla språk',
  notPlayed: 'Hörs inte med linjens inställningar',
  read: 'Text att läsa',
  voice: { own: 'Egen inspelning', standard: 'Standardröst', missing: 'Saknas' },
  standardSound: 'Standardljud',
  ownAt: (length: string, at: string) => `Egen inspelning, ${length}, ${at}`,
  listen: 'Lyssna',
  stop: 'Stoppa',
  listenTo: (name: string) => `Lyssna på ${name}`,
  stopListening: (name: string) => `Stoppa ${name}`,
  cannotPlay: 'Webbläsaren kan inte spela upp ljudet.',
  record: 'Ny inspelning',
  recordNamed: (name: string) => `Ny inspelning av ${name}`,
  remove: 'Ta bort',
  removeNamed: (name: string) => `Ta bort inspelningen av ${name}`,
  removeSure: (name: string) => `Ta bort inspelningen av ${name}?`,
  removeToStandard: 'Inspelningen raderas. Standardrösten hörs igen från och med nästa samtal.',
  removeToNothing: (instead: string) => `Inspelningen raderas. Från och med nästa samtal hörs texten på ${instead}.`,
  // the recorder
  begin: 'Spela in',
  recording: (time: string) => `Spelar in, ${time}`,
  ready: 'Klar',
  level: 'Ljudstyrka',
  upload: 'Välj en ljudfil i stället',
  uploadHint: 'Högst två minuter. Alla format som webbläsaren kan spela.',
  working: 'Gör om ljudet …',
  made: (time: string) => `Lyssna innan du sparar. Längd ${time}.`,
  keep: 'Spara inspelningen',
  replace: 'Ersätt den gamla inspelningen',
  replaceHint: 'Den gamla inspelningen raderas.',
  otherRecording:
    'Någon annan har spelat in den här texten under tiden. Din inspelning är inte sparad. Spara igen om den ska ersätta den andra, eller avbryt och lyssna på den först.',
  again: 'Gör om',
  cancel: 'Avbryt',
  saving: 'Sparar …',
}

const en: typeof sv = {
  prompts: enPrompts,
  microphone: enMicrophone,
  faults: enFaults,
  languages: 'Languages for callers',
  languagesHint: 'Swedish and English have a standard voice. The others need recordings of your own.',
  firstLanguage: 'Language when none is chosen',
  menu: 'Callers choose their language with a key',
  menuHint: (keys) => `The keys are always the same: ${keys}. A language without a recording of “Choose a language” is not offered.`,
  sayPosition: 'Say the place in the queue',
  noLanguage: 'Choose at least one language.',
  save: 'Save',
  saved: 'Saved.',
  recordings: 'What is heard',
  recordingsLead:
    'The standard voice is a computer’s. Please read the texts aloud in a calm human voice. A new recording is heard from the next call on.',
  language: 'Language',
  draft: 'The texts are a proposal. Approve them in your organisation before they are recorded.',
  machineDraft: 'The texts are machine-made drafts. They must not be recorded before a native speaker has reviewed them.',
  notReviewed: 'Machine-made draft, not reviewed.',
  missingCount: (n, instead) =>
    n === 1
      ? `One text is missing in this language. It is heard in ${instead} instead.`
      : `${n} texts are missing in this language. They are heard in ${instead} instead.`,
  sounds: 'Sounds, the same in all languages',
  notPlayed: 'Not heard with the settings of the line',
  read: 'Text to read',
  voice: { own: 'Own recording', standard: 'Standard voice', missing: 'Missing' },
  standardSound: 'Standard sound',
  ownAt: (length, at) => `Own recording, ${length}, ${at}`,
  listen: 'Listen',
  stop: 'Stop',
  listenTo: (name) => `Listen to ${name}`,
  stopListening: (name) => `Stop ${name}`,
  cannotPlay: 'The browser cannot play the sound.',
  record: 'New recording',
  recordNamed: (name) => `New recording of ${name}`,
  remove: 'Remove',
  removeNamed: (name) => `Remove the recording of ${name}`,
  removeSure: (name) => `Remove the recording of ${name}?`,
  removeToStandard: 'The recording is erased. The standard voice is heard again from the next call on.',
  removeToNothing: (instead) => `The recording is erased. From the next call on the text is heard in ${instead}.`,
  begin: 'Record',
  recording: (time) => `Recording, ${time}`,
  ready: 'Done',
  level: 'Level',
  upload: 'Choose a sound file instead',
  uploadHint: 'Two minutes at most. Any format that the browser can play.',
  working: 'Converting the sound …',
  made: (time) => `Listen before you save. Length ${time}.`,
  keep: 'Save the recording',
  replace: 'Replace the old recording',
  replaceHint: 'The old recording is erased.',
  otherRecording:
    'Somebody else has recorded this text meanwhile. Your recording is not saved. Save again if it is to replace the other one, or cancel and listen to that first.',
  again: 'Do it again',
  cancel: 'Cancel',
  saving: 'Saving …',
}

export const promptWords = { sv, en }
