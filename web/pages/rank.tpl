{{%AUTOESCAPE context="HTML"}}
<span class="rank">{{#SET}}{{TEXT}}{{/SET}}{{#NONE}}<span class="quiet">{{standing.place.none}}</span>{{/NONE}}</span>{{#BAR}}<svg class="rank-bar" height="5" aria-hidden="true" focusable="false"><rect class="rail" width="100%" height="5"/><rect class="places" x="{{X}}" width="{{WIDTH}}" height="5"/></svg>{{/BAR}}
