const sv = {
  title: 'Uppföljning',
  pages: 'Uppföljningens sidor',
  week: 'Veckan',
  months: 'Månader',
  staffing: 'Bemanning',
  reports: 'Rapporter',
  survey: 'Enkät och hänvisningar',
  history: 'Tidigare år',
}

const en: typeof sv = {
  title: 'Review',
  pages: 'Pages of the review',
  week: 'The week',
  months: 'Months',
  staffing: 'Staffing',
  reports: 'Reports',
  survey: 'Survey and referrals',
  history: 'Earlier years',
}

export const reviewWords = { sv, en }
