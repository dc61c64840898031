import { leaveQuickly, makeEscapeExit } from '../caller/quickExit.ts'
import './survey.css'

/*
 * The survey needs no script, and with one it can be left as quickly as the page of a caller: by Escape twice, and without staying in the history.
 */
const leave = () => leaveQuickly(() => {})
makeEscapeExit(leave)
document.getElementById('leave')?.addEventListener('click', (event) => {
  event.preventDefault()
  leave()
})
document.documentElement.classList.add('scripted')
