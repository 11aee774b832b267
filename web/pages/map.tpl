{{%AUTOESCAPE context="HTML"}}
<figure class="map">
<svg class="map-patterns" width="0" height="0" aria-hidden="true" focusable="false"><defs>
{{#HATCH}}
<pattern id="map-hatch-{{NUMBER}}" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="map-paper" width="5" height="5"/><rect class="map-{{NUMBER}}" width="2.5" height="5"/></pattern>
{{/HATCH}}
<pattern id="map-dots" width="5" height="5" patternUnits="userSpaceOnUse"><rect class="map-paper" width="5" height="5"/><circle class="map-dot" cx="2.5" cy="2.5" r="0.8"/></pattern>
</defs></svg>
{{#DRAWN}}
{{>WIDE}}
{{>NARROW}}
{{/DRAWN}}
{{#TILES}}
<p class="hidden">{{TITLE}}. {{DESCRIPTION}}</p>
{{#GROUP}}
{{#PARENT}}
<p class="tiles-of"><bdi>{{NAME}}</bdi></p>
{{/PARENT}}
<ul class="tiles">
{{#TILE}}
<li data-region="{{CODE}}">{{#LINKED}}<a href="{{LINK}}">{{/LINKED}}<svg width="100%" height="40" aria-hidden="true" focusable="false"><rect class="{{FILL}}"{{#PATTERN}} fill="url(#map-{{PATTERN}})"{{/PATTERN}} width="100%" height="100%"/>{{#MARK}}<svg x="50%" y="20" overflow="visible"><path class="map-mark" d="{{PATH}}"/></svg>{{/MARK}}</svg><span class="tile-name"><bdi>{{NAME}}</bdi><span class="hidden">{{SAYS}}</span></span>{{#LABEL}} <span class="tile-label" aria-hidden="true">{{TEXT}}</span>{{/LABEL}}{{#LINKED}}</a>{{/LINKED}}</li>
{{/TILE}}
</ul>
{{/GROUP}}
{{/TILES}}
<figcaption>
<div class="map-scale"><p class="map-order" data-light="{{map.darker}}" data-dark="{{map.lighter}}">{{map.score}}</p>
<ul>
{{#CLASS}}
<li><svg width="50" height="12" aria-hidden="true" focusable="false"><rect class="map-edge map-{{NUMBER}}" width="100%" height="12"/></svg><span>{{TEXT}}</span></li>
{{/CLASS}}
</ul></div>
<ul class="map-key">
{{#CERTAIN}}
<li><svg width="34" height="12" aria-hidden="true" focusable="false"><rect class="map-3" width="34" height="12"/></svg>{{TEXT}}</li>
<li><svg width="34" height="12" aria-hidden="true" focusable="false"><rect class="map-edge" fill="url(#map-hatch-3)" x="0.5" y="0.5" width="33" height="11"/></svg>{{map.key.not_apart}}</li>
{{/CERTAIN}}
{{#MOVES}}
<li><svg width="34" height="12" aria-hidden="true" focusable="false"><path class="map-mark" d="M9 1L15 11H3z"/><path class="map-mark" d="M26 11L32 1H20z"/></svg>{{map.key.moves}}</li>
{{/MOVES}}
{{#NO_SCORE}}
<li><svg width="34" height="12" aria-hidden="true" focusable="false"><rect class="map-edge" fill="url(#map-dots)" x="0.5" y="0.5" width="33" height="11"/></svg>{{map.key.no_score}}</li>
{{/NO_SCORE}}
</ul>
<p class="map-note">{{map.steps}}</p>
{{#UNCERTAIN}}
<p class="map-note">{{map.uncertain}}</p>
{{/UNCERTAIN}}
{{#CREDIT}}
<p class="map-note">{{TEXT}}</p>
{{/CREDIT}}
{{#APPROVAL}}
<p class="map-note">{{TEXT}}</p>
{{/APPROVAL}}
</figcaption>
</figure>
