import { serve } from '#core/module.ts'
import { addViewCall, changeViewCall, listViewsCall, removeViewCall } from './contract.ts'
import { addView, changeView, listViews, removeView } from './saved-views.ts'

export const viewCalls = [
  serve(listViewsCall, listViews),
  serve(addViewCall, addView),
  serve(changeViewCall, changeView),
  serve(removeViewCall, removeView),
]
