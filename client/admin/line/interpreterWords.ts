import type { InterpreterField } from './interpreterInputs.ts'

const sv = {
  title: 'Tolktjänster',
  lead: 'Tjänster som rådgivarna kan ringa in i ett samtal. Tolken hör samtalet, men ser varken nummer eller namn på den som ringer.',
  none: 'Ingen tolktjänst ännu. Rådgivarna ser ingen tolkknapp förrän det finns en.',
  add: 'Lägg till tolktjänst',
  edit: 'Ändra',
  editNamed: (name: string) => `Ändra ${name}`,
  remove: 'Ta bort',
  removeNamed: (name: string) => `Ta bort ${name}`,
  removeSure: (name: string) => `Ta bort ${name}?`,
  removeText: 'Rådgivarna kan inte längre ringa in den tjänsten. Ett samtal som pågår med den påverkas inte.',
  name: 'Namn',
  nameHint: 'Som rådgivarna känner igen tjänsten.',
  number: 'Telefonnummer',
  numberHint: 'Numret som rings. Det visas inte för rådgivarna.',
  languages: 'Språk',
  languagesHint: 'Skriv språken med komma emellan, till exempel: arabiska, dari, somaliska.',
  addLanguage: 'Lägg till ett språk',
  chooseLanguage: 'Välj …',
  save: 'Spara',
  saved: 'Sparat.',
  wrong: {
    name: 'Skriv vad tjänsten heter, högst 80 tecken.',
    number: 'Det är inget telefonnummer. Skriv det med riktnummer, till exempel 020-555 666, eller med + och landskod.',
    languages: 'Skriv minst ett språk.',
  } as Record<InterpreterField, string>,
  emergency: 'Det är ett nödnummer. Skriv numret till tolktjänsten.',
  unknownLanguage: (word: string) =>
    `”${word}” är inget språk som känns igen. Skriv namnet på svenska, till exempel persiska, eller språkets kod, till exempel fa.`,
}

const en: typeof sv = {
  title: 'Interpreter services',
  lead: 'Services that advisors can call into a talk. The interpreter hears the talk, but sees neither number nor name of the caller.',
  none: 'No interpreter service yet. Advisors see no button for interpreters until there is one.',
  add: 'Add an interpreter service',
  edit: 'Edit',
  editNamed: (name) => `Edit ${name}`,
  remove: 'Remove',
  removeNamed: (name) => `Remove ${name}`,
  removeSure: (name) => `Remove ${name}?`,
  removeText: 'Advisors can no longer call in that service. A call with it that is under way is not affected.',
  name: 'Name',
  nameHint: 'As advisors know the service.',
  number: 'Telephone number',
  numberHint: 'The number that is called. It is not shown to advisors.',
  languages: 'Languages',
  languagesHint: 'Write the languages with commas between, such as: Arabic, Dari, Somali.',
  addLanguage: 'Add a language',
  chooseLanguage: 'Choose …',
  save: 'Save',
  saved: 'Saved.',
  wrong: {
    name: 'Write what the service is called, at most 80 characters.',
    number: 'That is no telephone number. Write it with area code, such as 020-555 666, or with + and country code.',
    languages: 'Write at least one language.',
  },
  emergency: 'That is an emergency number. Write the number of the interpreter service.',
  unknownLanguage: (word) => `“${word}” is no language that we know. Write its name in English, such as Persian, or its code, such as fa.`,
}

export const interpreterListWords = { sv, en }
