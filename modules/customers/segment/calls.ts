import { serve } from '#core/module.ts'
import { addSegmentCall, changeSegmentCall, findSegmentCall, listSegmentsCall, previewSegmentCall } from './contract.ts'
import { findSegment, listSegments } from './find-segments.ts'
import { previewSegment } from './preview-segment.ts'
import { addSegment, changeSegment } from './save-segment.ts'

export const segmentCalls = [
  serve(listSegmentsCall, listSegments),
  serve(findSegmentCall, findSegment),
  serve(addSegmentCall, addSegment),
  serve(changeSegmentCall, changeSegment),
  serve(previewSegmentCall, previewSegment),
]
