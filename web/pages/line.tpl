{{%AUTOESCAPE context="HTML"}}
<svg class="line" viewBox="0 0 356 150" role="img" aria-labelledby="line-title line-text">
<title id="line-title">{{TITLE}}</title>
<desc id="line-text">{{DESCRIPTION}}</desc>
{{#TICK}}
<g class="tick"><line x1="30" x2="318" y1="{{Y}}" y2="{{Y}}"/><text x="24" y="{{Y}}" dy="4" text-anchor="end">{{TEXT}}</text></g>
{{/TICK}}
{{#YEAR}}
<g class="tick"><line x1="{{X}}" x2="{{X}}" y1="130" y2="134"/><text x="{{X}}" y="147" text-anchor="middle">{{TEXT}}</text></g>
{{/YEAR}}
{{#REFERENCE}}
<path class="reference" d="{{PATH}}"/>
{{/REFERENCE}}
<path class="own" d="{{PATH}}"/>
{{#END}}
<circle class="end" cx="{{X}}" cy="{{Y}}" r="3.5"/><text class="end" x="{{X}}" dx="7" y="{{Y}}" dy="4">{{TEXT}}</text>
{{/END}}
</svg>
{{#REFERENCE}}
<p class="legend"><svg width="24" height="8" aria-hidden="true" focusable="false"><path class="own" d="M0 4H24"/></svg> <bdi>{{OWN}}</bdi> <svg width="24" height="8" aria-hidden="true" focusable="false"><path class="reference" d="M0 4H24"/></svg> <bdi>{{NAME}}</bdi></p>
{{/REFERENCE}}
<details class="figures"><summary>{{site.line.figures}}</summary>
<table><caption class="hidden">{{TITLE}}</caption>
<thead><tr><th scope="col">{{site.key.period}}</th><th scope="col" class="number">{{site.score}}</th></tr></thead>
<tbody>
{{#POINT}}
<tr><th scope="row">{{PERIOD}}</th><td class="number">{{SCORE}}</td></tr>
{{/POINT}}
</tbody></table>
</details>
