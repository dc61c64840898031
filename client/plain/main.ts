import { leaveQuickly, makeEscapeExit } from '../caller/quickExit.ts'
import './plain.css'
import '../survey/survey.css'
import '../about/about.css'

/*
 * Plain pages need no script, and with one they can be left as quickly as the page of a caller: by Escape twice, and without staying in the history.
 */
const leave = () => leaveQuickly(() => {})
makeEscapeExit(leave)
document.getElementById('leave')?.addEventListener('click', (event) => {
  event.preventDefault()
  leave()
})
document.documentElement.classList.add('scripted')
