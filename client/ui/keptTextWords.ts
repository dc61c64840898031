const sv = {
  saved: (name: string, at: string) => `Sparat av ${name || 'ett konto som är borttaget'} ${at}.`,
  unsaved: 'Inte sparat än.',
  saving: 'Sparar …',
  notSaved: 'Det gick inte att spara. Det du har skrivit finns kvar här.',
  tryAgain: 'Försök igen',
  conflict: (name: string) => `${name || 'Någon annan'} har ändrat texten under tiden. Det du har skrivit finns kvar i fältet.`,
  theirs: 'Så här ser den sparade ut:',
  takeTheirs: 'Ta den sparade',
  both: 'Lägg samman båda',
  keepMine: 'Spara min i stället',
}

const en: typeof sv = {
  saved: (name, at) => `Saved by ${name || 'an account that is gone'} ${at}.`,
  unsaved: 'Not saved yet.',
  saving: 'Saving …',
  notSaved: 'It could not be saved. What you have written is still here.',
  tryAgain: 'Try again',
  conflict: (name) => `${name || 'Somebody else'} has changed the text in the meantime. What you have written is still in the field.`,
  theirs: 'This is what is saved:',
  takeTheirs: 'Take what is saved',
  both: 'Put both together',
  keepMine: 'Save mine instead',
}

export const keptTextWords = { sv, en }
