const sv = {
  languages: { sv: 'Svenska', en: 'Engelska' },
  none: 'Inget är skrivet.',
  written: (version: string, by: string, when: string) => `Version ${version}, skriven ${when}${by === '' ? '' : ` av ${by}`}.`,
  withdrawn: (version: string, by: string, when: string) => `Version ${version}, borttagen ${when}${by === '' ? '' : ` av ${by}`}.`,
  shipped: 'Version 0, följde med Lyhörd.',
  edit: 'Ändra',
  write: 'Skriv',
  /** A button, and which text it is about. */
  named: (what: string, text: string) => `${what}: ${text}`,
  save: 'Spara',
  saving: 'Sparar …',
  cancel: 'Avbryt',
  saved: 'Sparat.',
  versions: 'Tidigare versioner',
  loading: 'Hämtar …',
  again: 'Försök igen',
  noOther: 'Det finns inga andra versioner.',
  goBack: 'Gå tillbaka till den här',
  goBackTo: (version: string) => `Gå tillbaka till version ${version}`,
  sameAs: (version: string) => `Samma ord som version ${version}.`,
  needed: 'Skriv något på båda språken. Texten kan inte lämnas tom.',
  both: 'Skriv på båda språken, eller lämna båda tomma.',
  tooLong: (most: string) => `Högst ${most} tecken.`,
  conflict: (by: string) =>
    `${by === '' ? 'Någon' : by} har under tiden sparat en annan version. Din text finns kvar här. Spara igen om din ska gälla, eller avbryt och behåll den som står här:`,
}

const en: typeof sv = {
  languages: { sv: 'Swedish', en: 'English' },
  none: 'Nothing is written.',
  written: (version, by, when) => `Version ${version}, written ${when}${by === '' ? '' : ` by ${by}`}.`,
  withdrawn: (version, by, when) => `Version ${version}, taken back ${when}${by === '' ? '' : ` by ${by}`}.`,
  shipped: 'Version 0, came with Lyhörd.',
  edit: 'Change',
  write: 'Write',
  named: (what, text) => `${what}: ${text}`,
  save: 'Save',
  saving: 'Saving …',
  cancel: 'Cancel',
  saved: 'Saved.',
  versions: 'Earlier versions',
  loading: 'Loading …',
  again: 'Try again',
  noOther: 'There are no other versions.',
  goBack: 'Go back to this one',
  goBackTo: (version) => `Go back to version ${version}`,
  sameAs: (version) => `The same words as version ${version}.`,
  needed: 'Write something in both languages. The text cannot be left empty.',
  both: 'Write in both languages, or leave both empty.',
  tooLong: (most) => `At most ${most} characters.`,
  conflict: (by) =>
    `${by === '' ? 'Somebody' : by} has saved another version in the meantime. Your text is still here. Save again if yours is to hold, or cancel and keep the one that stands here:`,
}

/** What a text with versions is said to be at, and what can be done with it. */
export const textWords = { sv, en }
