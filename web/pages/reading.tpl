{{%AUTOESCAPE context="HTML"}}
<section class="reading" aria-labelledby="reading">
<div>
<h2 id="reading">{{site.reading.title}}</h2>
<p>{{BAR}}</p>
<p>{{RANK}}</p>
</div>
<svg class="example" height="168" role="img" aria-labelledby="example-title" focusable="false"><title id="example-title">{{site.reading.example}}</title>
<text class="name" x="0" y="14">{{NAME}}</text>
{{#REFERENCE}}<line class="ref" x1="{{X}}" x2="{{X}}" y1="42" y2="74"/><text x="{{X}}" y="36" text-anchor="middle">{{TEXT}}</text>{{/REFERENCE}}
<g class="strip not-apart"><rect class="box" x="{{BOX_X}}" y="53" width="{{BOX_WIDTH}}" height="10"/><circle class="mark" cx="{{SCORE_X}}" cy="58" r="3.5"/></g>
<text x="{{LOW_X}}" y="63" text-anchor="end">{{LOW}}</text><text x="{{HIGH_X}}" y="63">{{HIGH}}</text>
<text x="{{SCORE_X}}" y="88" text-anchor="middle">{{site.reading.score}} {{SCORE}}</text>
<text x="{{SET_MIDDLE}}" y="122" text-anchor="middle">{{SET}}</text>
<rect class="rail" width="100%" y="130" height="6"/><rect class="places" x="{{SET_X}}" y="130" width="{{SET_WIDTH}}" height="6"/>
<text x="0" y="156">{{FIRST}}</text><text x="100%" y="156" text-anchor="end">{{LAST}}</text>
</svg>
</section>
