export { ensureUnit, findUnitByName, type UnitKind, unitIdsVisible } from './unit/find-unit.ts'
