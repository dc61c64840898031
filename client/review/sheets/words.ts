const sv = {
  save: 'Spara som fil',
  csv: 'Spara som CSV',
  xlsx: 'Spara som Excel',
  csvOf: (what: string) => `${what}: CSV`,
  xlsxOf: (what: string) => `${what}: Excel`,
  failed: 'Filen kunde inte göras. Ladda om sidan och försök igen.',
}

const en: typeof sv = {
  save: 'Save as a file',
  csv: 'Save as CSV',
  xlsx: 'Save as Excel',
  csvOf: (what) => `${what}: CSV`,
  xlsxOf: (what) => `${what}: Excel`,
  failed: 'The file could not be made. Reload the page and try again.',
}

export const sheetWords = { sv, en }
