const sv = {
  linkUsedTitle: 'Länken går inte att använda',
  linkUsed: 'Länken till tavlan är redan använd eller äldre än en timme. Be en arbetsledare skapa en ny under Administration, Tavlor.',
  noSessionTitle: 'Den här skärmen är inte ansluten',
  noSession: 'Tavlan öppnas med en engångslänk som en arbetsledare skapar under Administration, Tavlor. Du kan också logga in.',
  signIn: 'Logga in',
  personTitle: 'Är det här skärmen som ska visa tavlan?',
  person: (name: string) =>
    `Du är inloggad som ${name}. Om du öppnar tavellänken här loggas du ut och webbläsaren blir en tavla. Länken fungerar bara en gång.`,
  personOpen: 'Gör den här webbläsaren till en tavla',
  personKeep: 'Fortsätt som mig själv',
}

const en: typeof sv = {
  linkUsedTitle: 'The link cannot be used',
  linkUsed:
    'The board link has been used already or is older than an hour. Ask a supervisor to make a new one under Administration, Boards.',
  noSessionTitle: 'This screen is not connected',
  noSession: 'The board opens with a single-use link that a supervisor makes under Administration, Boards. You can also sign in.',
  signIn: 'Sign in',
  personTitle: 'Is this the screen that is to show the board?',
  person: (name) =>
    `You are signed in as ${name}. If you open the board link here, you are signed out and this browser becomes a board. The link works once only.`,
  personOpen: 'Make this browser a board',
  personKeep: 'Go on as myself',
}

/** Words of the board's door; a screen that comes straight in does not load them. */
export const doorWords = { sv, en }
