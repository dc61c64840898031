const sv = {
  ended: 'Samtalet är slut.',
  closed: 'Just nu har vi stängt.',
  opens: (when: string) => `Vi öppnar ${when}.`,
  welcome: 'Du är varmt välkommen att ringa då.',
  message: 'Du kan ringa nu och lämna ett meddelande.',
  tryAnyway: 'Ringer du nu hör du bara en inspelad röst.',
  danger: 'Är någon i fara nu, ring 112.',
  openUntil: (time: string) => `Vi har öppet till ${time}. Ring när du vill.`,
  callAnyway: 'Ring ändå',
  leaveMessage: 'Ring och lämna ett meddelande',
  today: (time: string) => `i dag ${time}`,
  tomorrow: (time: string) => `i morgon ${time}`,
  onDay: (day: string, time: string) => `${day} ${time}`,
  untilDay: (day: string, time: string) => `${day} ${time}`,
  zone: (time: string, place: string) => `${time} (klockan i ${place})`,
}

const en: typeof sv = {
  ended: 'The call has ended.',
  closed: 'We are closed right now.',
  opens: (when) => `We open ${when}.`,
  welcome: 'You are warmly welcome to call then.',
  message: 'You can call now and leave a message.',
  tryAnyway: 'If you call now you only hear a recorded voice.',
  danger: 'If someone is in danger now, call 112.',
  openUntil: (time) => `We are open until ${time}. Call when you want to.`,
  callAnyway: 'Call anyway',
  leaveMessage: 'Call and leave a message',
  today: (time) => `today at ${time}`,
  tomorrow: (time) => `tomorrow at ${time}`,
  onDay: (day, time) => `on ${day} at ${time}`,
  untilDay: (day, time) => `${day} at ${time}`,
  zone: (time, place) => `${time} (${place} time)`,
}

export const openingWords = { sv, en }
