import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import './styles/base.css'
import './styles/shell.css'
import './styles/inbox.css'
import './styles/thread.css'
import './styles/office.css'

const place = document.getElementById('console')
if (place) createRoot(place).render(<App />)
