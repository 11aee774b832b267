{{%AUTOESCAPE context="HTML"}}
<details class="node">
<summary><span class="node-name"><bdi>{{NAME}}</bdi></span> {{#WEIGHT}}<span class="weight">{{site.tree.weight}} {{TEXT}} %</span>{{/WEIGHT}} <span class="node-light">{{>LIGHT}}</span> <span class="node-score"><span class="hidden">{{site.score}} </span>{{SCORE}}{{#RANGE}} <span class="range">{{TEXT}}</span>{{/RANGE}}</span></summary>
{{#INDICATOR}}
<dl class="raw">
<div><dt>{{site.tree.figure}}</dt><dd><strong>{{FIGURE}}</strong>{{#FIGURE_RANGE}} ({{TEXT}}){{/FIGURE_RANGE}}{{#UNIT}} <bdi>{{TEXT}}</bdi>{{/UNIT}}</dd></div>
{{#MOVED}}
<div><dt>{{site.tree.against}} {{PERIOD}}</dt><dd>{{TEXT}}</dd></div>
{{/MOVED}}
<div><dt>{{site.tree.status}}</dt><dd>{{STATUS}} ({{STATUS_CODE}})</dd></div>
<div><dt>{{site.tree.direction}}</dt><dd>{{DIRECTION}}</dd></div>
<div><dt>{{site.tree.effective}}</dt><dd>{{EFFECTIVE}} %</dd></div>
{{#CHANGED}}
<div><dt>{{site.tree.changed}}</dt><dd>{{TEXT}}</dd></div>
{{/CHANGED}}
{{#REASON}}
<div><dt>{{site.tree.reason}}</dt><dd>{{TEXT}}</dd></div>
{{/REASON}}
{{#NOTE}}
<div><dt>{{site.tree.note}}</dt><dd>{{TEXT}}</dd></div>
{{/NOTE}}
</dl>
{{/INDICATOR}}
{{#AGGREGATE}}
<div class="inner">
{{#REASON}}
<p class="small">{{site.tree.reason}}: {{TEXT}}</p>
{{/REASON}}
{{>NODE}}
</div>
{{/AGGREGATE}}
</details>
