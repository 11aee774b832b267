{{%AUTOESCAPE context="HTML"}}
<section aria-labelledby="members">
<h2 id="members">{{HEADING}}</h2>
<p class="small">{{NOTES}}</p>
{{#WHOLE_LINE}}
<svg class="line-of-whole" width="0" height="0" aria-hidden="true" focusable="false"><defs><path id="whole-line" d="{{PATH}}"/></defs></svg>
{{/WHOLE_LINE}}
<table class="members" role="table" aria-labelledby="members">
<thead role="rowgroup"><tr role="row">
<th role="columnheader" scope="col">{{LEVEL}}</th>
<th role="columnheader" scope="col" class="number">{{site.score}}<br>{{INTERVAL}}</th>
<th role="columnheader" scope="col" class="place"><span class="hidden">{{standing.strip.axis}}</span>{{>AXIS}}</th>
<th role="columnheader" scope="col">{{standing.place.set}}</th>
<th role="columnheader" scope="col">{{COMPARED}}<br>{{INTERVAL}}</th>
<th role="columnheader" scope="col" class="years">{{YEARS}}</th>
</tr></thead>
{{#GROUP}}
<tbody role="rowgroup">
{{#GROUP_HEADING}}
<tr role="row" class="group"><th role="rowheader" scope="rowgroup" colspan="6">{{>GROUP_MARK}}<span class="group-name">{{TEXT}}</span> <span class="small">{{COUNT}}</span><span class="group-axis">{{>AXIS}}</span></th></tr>
{{/GROUP_HEADING}}
{{#ROW}}
<tr role="row"><th role="rowheader" scope="row"><a href="{{LINK}}"><bdi>{{NAME}}</bdi></a> {{>LIGHT}}</th><td role="cell" class="number score"><b>{{SCORE}}</b>{{#RANGE}} <span class="range">{{TEXT}}</span>{{/RANGE}}</td><td role="cell" class="place">{{>STRIP}}</td><td role="cell" class="rank-cell">{{>RANK}}</td><td role="cell" class="change-cell">{{>CHANGE}}</td><td role="cell" class="years">{{#SPARK}}<svg class="spark" width="104" height="40" viewBox="0 0 1040 400" aria-hidden="true" focusable="false">{{#WHOLE}}<use class="of-whole" href="#whole-line"/>{{/WHOLE}}<path d="{{PATH}}"/>{{#END}}<circle cx="{{X}}" cy="{{Y}}" r="24"/>{{/END}}</svg>{{/SPARK}}</td></tr>
{{/ROW}}
</tbody>
{{/GROUP}}
</table>
{{>PAGE_LINKS}}
</section>
