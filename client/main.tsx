import './ui/fonts.css'
import './ui/base.css'
import { render } from 'solid-js/web'
import { App } from './App.tsx'
import { createLanguage } from './i18n/i18n.ts'

createLanguage({ remember: true })
const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
render(() => <App />, root)
