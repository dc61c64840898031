const sv = {
  allLines: 'Alla linjer',
  parts: 'Linjens inställningar',
  loading: 'Hämtar …',
}

const en: typeof sv = {
  allLines: 'All lines',
  parts: 'Settings of the line',
  loading: 'Loading …',
}

export const settingsWords = { sv, en }
