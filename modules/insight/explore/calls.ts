import { serve } from '#core/module.ts'
import {
  addDashboardCall,
  addExplorationCall,
  changeDashboardCall,
  changeExplorationCall,
  findDashboardCall,
  listDashboardsCall,
  listExplorationsCall,
  removeDashboardCall,
  removeExplorationCall,
} from './board/contract.ts'
import { addDashboard, changeDashboard, findDashboard, listDashboards, removeDashboard } from './board/dashboards.ts'
import { addExploration, changeExploration, listExplorations, removeExploration } from './board/explorations.ts'
import {
  exploreCall,
  exploreCohortsCall,
  exploreParetoCall,
  listBehindCall,
  listKeysCall,
  stopExploringCall,
} from './contract.ts'
import { explore } from './query/explore.ts'
import { exploreCohorts } from './query/explore-cohorts.ts'
import { explorePareto } from './query/explore-pareto.ts'
import { listBehind } from './query/list-behind.ts'
import { listKeys } from './query/list-keys.ts'
import { stopExploring } from './query/stop-exploring.ts'

export const exploreCalls = [
  serve(exploreCall, explore),
  serve(exploreCohortsCall, exploreCohorts),
  serve(exploreParetoCall, explorePareto),
  serve(listBehindCall, listBehind),
  serve(listKeysCall, listKeys),
  serve(stopExploringCall, stopExploring),
  serve(listExplorationsCall, listExplorations),
  serve(addExplorationCall, addExploration),
  serve(changeExplorationCall, changeExploration),
  serve(removeExplorationCall, removeExploration),
  serve(listDashboardsCall, listDashboards),
  serve(findDashboardCall, findDashboard),
  serve(addDashboardCall, addDashboard),
  serve(changeDashboardCall, changeDashboard),
  serve(removeDashboardCall, removeDashboard),
]
