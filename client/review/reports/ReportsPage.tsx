import { createWords } from '../../i18n/i18n.ts'
import { reviewWords } from '../words.ts'

const words = createWords(reviewWords)

export default function ReportsPage() {
  return <h1>{words().reports}</h1>
}
