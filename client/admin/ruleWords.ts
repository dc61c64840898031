const sv = {
  title: 'Regler för frågor i formuläret',
  lead: 'Två frågor gäller hur grovt våldet var. Källorna säger inte var gränsen går: linjen skriver sin egen regel, och rådgivarna ser den bredvid frågan. Utan en regel svarar var och en på sitt sätt, och svaren går inte att jämföra.',
  hint: 'Vad som räknas som grovt, i allmänna ord. Skriv aldrig något om en person eller ett samtal, inte heller som exempel. Tom på båda språken: regeln tas bort.',
  none: 'Ingen regel är skriven än. Formuläret säger det till rådgivarna.',
}

const en: typeof sv = {
  title: 'Rules for questions of the form',
  lead: 'Two questions are about how severe the violence was. The sources do not say where the line is drawn: the line writes a rule of its own, and advisors see it beside the question. Without a rule each answers in their own way, and the answers cannot be compared.',
  hint: 'What counts as severe, in general words. Never write anything of a person or a call, not even as an example. Empty in both languages: the rule is taken back.',
  none: 'No rule has been written yet. The form tells advisors so.',
}

export const ruleWords = { sv, en }
